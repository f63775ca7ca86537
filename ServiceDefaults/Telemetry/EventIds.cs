namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>The ids of this project's log lines, never reused.</summary>
internal static class EventIds
{
    public const int BadRequest = 100;
    public const int RequestFailed = 101;
    public const int RequestRefused = 102;
    public const int ParentGone = 110;
    public const int ForcedExit = 111;
    public const int Retrying = 120;
    public const int NotHealthy = 130;
    public const int Healthy = 131;
}
