using Switchyard.Queue.Files;

namespace Switchyard.Queue.Memory;

/// <summary>A file of <see cref="MemoryFileStore"/>, changed only under its lock.</summary>
internal sealed class MemoryFile(Guid id, DateTimeOffset createdAt)
{
    private readonly DateTimeOffset _createdAt = createdAt;

    public Guid Id => id;

    public DateTimeOffset TouchedAt { get; set; } = createdAt;

    public List<byte[]> Chunks { get; } = [];

    /// <summary>The file as others see it, once it is complete.</summary>
    public StoredFile? Complete { get; private set; }

    public StoredFile Show(FileTerms terms) => Complete = new StoredFile(id, terms.Tenant, terms.Name, terms.Purpose, Chunks.Sum(static chunk => (long)chunk.Length), _createdAt, _createdAt + terms.KeepFor);
}
