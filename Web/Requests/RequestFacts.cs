using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Requests;

/// <summary>What follows from a request's attempts.</summary>
internal static class RequestFacts
{
    // The Router begins the reason of a candidate it did not ask with these words.
    private const string LeftOut = "left out";

    /// <summary>Gets the attempt whose answer the caller got, wholly or in part; <see langword="null"/> where none has been sent.</summary>
    public static AttemptInfo? ServedBy(RequestInfo request)
        => request.Attempts.LastOrDefault(static attempt => attempt.Served == true)
            ?? request.Attempts.LastOrDefault(static attempt => attempt.Served is null && attempt.Outcome is RequestOutcomes.Completed or RequestOutcomes.Interrupted);

    public static bool WasMade(AttemptInfo attempt) => attempt.Outcome is not null || !attempt.Reason.StartsWith(LeftOut, StringComparison.Ordinal);

    public static bool IsUnderWay(RequestInfo request, AttemptInfo attempt) => request.Outcome is null && attempt.Outcome is null && WasMade(attempt);

    public static int AttemptCount(RequestInfo request) => request.Attempts.Count(WasMade);

    /// <summary>Says what all attempts together read and wrote, as far as it is known.</summary>
    public static (int? Prompt, int? Completion) Tokens(RequestInfo request)
        => (Sum(request.Attempts.Select(static attempt => attempt.PromptTokens)), Sum(request.Attempts.Select(static attempt => attempt.CompletionTokens)));

    private static int? Sum(IEnumerable<int?> counts)
    {
        int? sum = null;
        foreach (var count in counts)
        {
            sum = count is null ? sum : (sum ?? 0) + count;
        }

        return sum;
    }
}
