namespace Switchyard.Contracts.Queue;

/// <summary>A page of jobs, the newest first.</summary>
public sealed record JobList
{
    /// <summary>Gets what this is: <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the jobs.</summary>
    public required IReadOnlyList<JobInfo> Data { get; init; }

    /// <summary>Gets whether there are older ones: ask with <c>before</c> and the last one's id.</summary>
    public bool HasMore { get; init; }
}
