namespace Switchyard.Faults.Proxy;

/// <summary>Nothing arrives, and nobody is told.</summary>
internal sealed class DropRule : ITrafficRule
{
    public static DropRule Instance { get; } = new();

    public ValueTask<Passage> PassAsync(ReadOnlyMemory<byte> bytes, Stream to, Task replaced, CancellationToken cancellationToken) => ValueTask.FromResult(Passage.Lost);
}
