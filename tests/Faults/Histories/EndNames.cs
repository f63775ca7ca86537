namespace Switchyard.Faults.Histories;

/// <summary>How an attempt can end.</summary>
internal static class EndNames
{
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string TimedOut = "timed_out";
    public const string Returned = "returned";
}
