using Switchyard.Contracts.Agents;
using Switchyard.Web.Charts;
using Switchyard.Web.Definitions;

namespace Switchyard.Web.Runs;

/// <summary>Two runs beside each other: what they used, and where their ways part.</summary>
internal static class RunComparison
{
    public static IReadOnlyList<ComparedFigure> Figures(RunSummary left, RunSummary right)
    {
        return
        [
            Of("State", static run => run.Status),
            Of("Model", static run => run.Model),
            Of("Model calls", static run => DisplayText.Count(run.Usage?.ModelCalls)),
            Of("Tool calls", static run => DisplayText.Count(run.Usage?.ToolCalls ?? run.ToolCalls)),
            Of("Tokens in", static run => DisplayText.Count(run.Usage?.InputTokens)),
            Of("Tokens out", static run => DisplayText.Count(run.Usage?.OutputTokens)),
            Of("Cost", static run => DisplayText.Cost(run.Usage?.Cost)),
            Of("Took", static run => DisplayText.Duration(RunWords.Took(run))),
        ];

        ComparedFigure Of(string name, Func<RunSummary, string> figure) => new(name, figure(left), figure(right));
    }

    /// <summary>Puts what was called, asked, answered and done beside each other. Entries are the same where the same node got the same from the same call.</summary>
    public static IReadOnlyList<ComparedStep> Steps(IReadOnlyList<RunHistoryItem> left, IReadOnlyList<RunHistoryItem> right)
    {
        var (ours, theirs) = (Shown(left), Shown(right));
        return
        [
            .. LineDiff.Compare([.. ours.Select(Sign)], [.. theirs.Select(Sign)])
                .Select(row => new ComparedStep(At(ours, row.Left), At(theirs, row.Right), row.IsSame)),
        ];
    }

    // Intents say nothing that their receipts do not, and snapshots repeat.
    private static List<RunHistoryItem> Shown(IReadOnlyList<RunHistoryItem> history)
        => [.. history.Where(static item => item.Kind is not RunHistoryKinds.Intent and not RunHistoryKinds.Snapshot and not RunHistoryKinds.Started)];

    private static RunHistoryItem? At(List<RunHistoryItem> items, int? line) => line is { } number ? items[number - 1] : null;

    // What is the run's own, as its times and its numbers, does not make two entries different.
    private static string Sign(RunHistoryItem item)
        => string.Join('\u001f', item.Kind, item.Node, item.Name, item.Text, item.InputTokens, item.OutputTokens, item.Next is null ? null : string.Join(',', item.Next));
}
