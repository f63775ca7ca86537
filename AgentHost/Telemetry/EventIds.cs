namespace Switchyard.AgentHost.Telemetry;

/// <summary>The ids of this service's log events; never reused.</summary>
internal static class EventIds
{
    public const int MigrationApplied = 3001;
    public const int DatabaseAway = 3002;
    public const int RunFailed = 3003;
    public const int RunLost = 3004;
    public const int LeaseRenewalFailed = 3006;
    public const int ModelRetried = 3008;
    public const int RunEnded = 3009;
    public const int RequestWithoutDatabase = 3010;
    public const int RunTaken = 3011;
    public const int RunPostponed = 3012;
    public const int AgentDefined = 3013;
    public const int RequestEscalated = 3014;
    public const int RequestNotExpired = 3015;
    public const int SessionCompacted = 3016;
    public const int SessionNotCompacted = 3017;
    public const int PluginLoaded = 3018;
    public const int AgentRun = 3040;
    public const int AgentModelCall = 3041;
    public const int AgentToolCall = 3042;
    public const int AgentFailure = 3043;
    public const int AgentBudgetExceeded = 3044;
    public const int AgentAnswerSensitive = 3045;
    public const int AgentToolArgumentsSensitive = 3046;
    public const int AgentToolResultSensitive = 3047;
    public const int AgentAudit = 3048;
}
