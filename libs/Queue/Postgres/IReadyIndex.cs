namespace Switchyard.Queue.Postgres;

/// <summary>Knows which jobs can be claimed and in which order, so that the database need not look for them. It may forget and it may err: what it names is claimed in the database or not at all, and what it forgot is told to it again.</summary>
internal interface IReadyIndex
{
    /// <summary>Gets what people should know of it; found at each <see cref="NeedsRebuildAsync"/>.</summary>
    IReadOnlyList<string> Concerns { get; }

    /// <summary>Adds jobs; those that are there already stay as they are. Does nothing while the index is away.</summary>
    void Add(IReadOnlyList<ReadyJob> jobs);

    /// <summary>Takes jobs, <paramref name="aged"/> of them the oldest; <see langword="null"/> where the index is away, and the database has to look.</summary>
    Task<IReadOnlyList<Guid>?> TakeAsync(ClaimRequest request, int aged);

    /// <summary>Says that the jobs were claimed, or cannot be: until then they count as taken by somebody who may have died.</summary>
    void Confirm(string queue, IReadOnlyList<Guid> ids);

    /// <summary>Puts back what somebody took and did not confirm, and says whether the index has lost what it knew and must be told of every ready job.</summary>
    Task<bool> NeedsRebuildAsync();

    /// <summary>Says that it was told of every ready job.</summary>
    Task MarkBuiltAsync();
}
