namespace Switchyard.Web.Requests;

/// <summary>How requests and attempts end, as the Router names it and as the pages say it.</summary>
internal static class RequestOutcomes
{
    public const string Completed = "completed";
    public const string Interrupted = "interrupted";
    public const string CallerLeft = "caller_left";

    /// <summary>Gets the names, the good end first.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Completed, Interrupted, CallerLeft, "rejected", "missing", "unsupported", "rate_limited", "failed", "unauthorized", "untrusted", "unreachable"];

    public static string Text(string outcome) => outcome.Replace('_', ' ');
}
