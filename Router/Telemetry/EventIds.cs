namespace Switchyard.Router.Telemetry;

/// <summary>The ids of the Router's log events; never reused.</summary>
internal static class EventIds
{
    public const int EndpointReady = 2001;
    public const int EndpointUnavailable = 2002;
    public const int DiscoveryFailed = 2003;
    public const int EndpointEjected = 2004;
    public const int MigrationApplied = 2011;
    public const int DatabaseAway = 2012;
    public const int DatabaseBack = 2013;
    public const int SettingsApplied = 2014;
    public const int SettingsRefused = 2015;
    public const int DataClassRefused = 2021;
    public const int RestrictedRequest = 2022;
    public const int EgressOverLimit = 2023;
    public const int PersonalDataRefused = 2024;
    public const int ModelPulled = 2041;
    public const int ModelRemoved = 2042;
    public const int PullSignalsAway = 2043;
    public const int PluginLoaded = 2051;
    public const int PluginFailed = 2052;
    public const int RunNotCancelled = 2061;
    public const int AttemptFailed = 2101;
    public const int AnswerInterrupted = 2102;
    public const int CallerLeft = 2104;
    public const int AnswerSlow = 2105;
    public const int ContentWithheld = 2111;
}
