namespace Switchyard.Hosting.State;

/// <summary>What a resource can be doing.</summary>
internal static class ResourceStatuses
{
    /// <summary>It waits for the resources it depends on.</summary>
    public const string Waiting = "waiting";

    /// <summary>It was started and is not healthy yet.</summary>
    public const string Starting = "starting";

    /// <summary>It is serving.</summary>
    public const string Running = "running";

    /// <summary>It crashed and is about to be started again.</summary>
    public const string Restarting = "restarting";

    /// <summary>It could not be started.</summary>
    public const string Failed = "failed";

    /// <summary>It was stopped on purpose.</summary>
    public const string Stopped = "stopped";
}
