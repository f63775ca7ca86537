namespace Switchyard.Contracts.Agents;

/// <summary>The states of a run as the API writes them.</summary>
public static class RunStatuses
{
    /// <summary>At work.</summary>
    public const string Running = "running";

    /// <summary>Waits for a person, and costs nothing meanwhile.</summary>
    public const string Waiting = "waiting";

    /// <summary>Ended with an answer.</summary>
    public const string Completed = "completed";

    /// <summary>Ended with an error.</summary>
    public const string Failed = "failed";

    /// <summary>Ended on request.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Its host died before it ended; only runs from before any host could go on with any run.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Gets those in which nothing happens any more.</summary>
    public static IReadOnlyList<string> Ended { get; } = [Completed, Failed, Cancelled, Interrupted];
}
