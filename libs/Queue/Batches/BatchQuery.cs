namespace Switchyard.Queue.Batches;

/// <summary>Which batches to list, the newest first.</summary>
public sealed record BatchQuery
{
    /// <summary>Whose; <see langword="null"/> for everybody's.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only those older than this one: the last of the page before.</summary>
    public Guid? After { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 20;
}
