using Switchyard.Contracts.Agents;
using Switchyard.Web.Charts;
using Switchyard.Web.Graphs;

namespace Switchyard.Web.Runs;

/// <summary>How the pages say what runs do and did.</summary>
internal static class RunWords
{
    /// <summary>Says where the run is.</summary>
    public static string Standing(RunSummary run, GraphActivity activity) => run.Status switch
    {
        _ when activity.Waiting.Any() => $"{string.Join(" and ", activity.Waiting)} waits for a person.",
        RunStatuses.Waiting => "It waits for a person.",
        RunStatuses.Running when activity.Active.Any() => $"{string.Join(" and ", activity.Active)} is at work.",
        RunStatuses.Running => "It is at work.",
        RunStatuses.Completed => "It has answered.",
        RunStatuses.Failed => "It failed.",
        RunStatuses.Cancelled => "It was cancelled.",
        _ => "Its host ended before it did.",
    };

    /// <summary>Says what to do about a run that ended without an answer; <see langword="null"/> where nothing is to be done.</summary>
    public static string? Remedy(RunSummary run) => run.Status switch
    {
        RunStatuses.Failed => "Look at the last step in the timeline. Then fork the run from a step before it, with another model or prompt; what was done up to there is not done again.",
        RunStatuses.Interrupted => "Ask again: runs of that time cannot be taken over by another host.",
        _ => null,
    };

    /// <summary>Says how long the run took; <see langword="null"/> while it goes on.</summary>
    public static TimeSpan? Took(RunSummary run) => RunStatuses.Ended.Contains(run.Status) ? run.CompletedAt - run.CreatedAt : null;

    public static string Tokens(RunUsage? usage) => usage is null ? DisplayText.None : $"{DisplayText.Count(usage.InputTokens)} in, {DisplayText.Count(usage.OutputTokens)} out";

    public static string Calls(RunUsage? usage) => usage is null ? DisplayText.None : $"{DisplayText.Count(usage.ModelCalls)} of models, {DisplayText.Count(usage.ToolCalls)} of tools";

    /// <summary>Says what a step led to.</summary>
    public static string Step(RunHistoryItem item) => item.Next is { Count: > 0 } next ? $"Step {item.Step}: {item.Node}, then {string.Join(" and ", next)}" : $"Step {item.Step}: {item.Node}";

    /// <summary>Gets the entries at which a run can be looked at and forked, oldest first.</summary>
    public static IReadOnlyList<RunHistoryItem> Places(IEnumerable<RunHistoryItem> history) => [.. history.Where(static item => item.Kind == RunHistoryKinds.Step)];
}
