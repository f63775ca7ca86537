namespace Switchyard.Hosting.State;

/// <summary>The phases of an AppHost.</summary>
internal static class AppHostPhases
{
    /// <summary>Resources are being started.</summary>
    public const string Starting = "starting";

    /// <summary>All resources have been healthy once.</summary>
    public const string Ready = "ready";

    /// <summary>Resources are being stopped.</summary>
    public const string Stopping = "stopping";

    /// <summary>Everything has been stopped.</summary>
    public const string Stopped = "stopped";
}
