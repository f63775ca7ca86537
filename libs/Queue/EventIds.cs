namespace Switchyard.Queue;

/// <summary>The numbers of what the queue logs.</summary>
internal static class EventIds
{
    public const int LeaseLost = 5001;
    public const int LeasesNotRenewed = 5002;
    public const int StoreAway = 5003;
    public const int AttemptFailed = 5004;
    public const int StaleAttempt = 5005;
    public const int SweepFailed = 5006;
    public const int Swept = 5007;
    public const int Unserved = 5008;
    public const int Concern = 5009;
    public const int FilesNotSwept = 5010;
    public const int BatchesNotKept = 5011;
    public const int BatchEnded = 5012;
}
