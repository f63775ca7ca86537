namespace Switchyard.Router.Telemetry;

/// <summary>The ids of the Router's log events; never reused.</summary>
internal static class EventIds
{
    public const int EndpointReady = 2001;
    public const int EndpointUnavailable = 2002;
    public const int DiscoveryFailed = 2003;
    public const int EndpointEjected = 2004;
    public const int AttemptFailed = 2101;
    public const int AnswerInterrupted = 2102;
    public const int CallerLeft = 2104;
}
