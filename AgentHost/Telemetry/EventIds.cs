namespace Switchyard.AgentHost.Telemetry;

/// <summary>The ids of this service's log events; never reused.</summary>
internal static class EventIds
{
    public const int MigrationApplied = 3001;
    public const int DatabaseAway = 3002;
    public const int RunFailed = 3003;
    public const int RunLost = 3004;
    public const int RunsInterrupted = 3005;
    public const int LeaseRenewalFailed = 3006;
    public const int CacheAway = 3007;
    public const int ModelRetried = 3008;
    public const int RunEnded = 3009;
    public const int RequestWithoutDatabase = 3010;
}
