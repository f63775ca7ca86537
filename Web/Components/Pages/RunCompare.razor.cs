using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Charts;
using Switchyard.Web.Clients;
using Switchyard.Web.Runs;

namespace Switchyard.Web.Components.Pages;

/// <summary>Two runs beside each other: what they used and answered, and where their ways part.</summary>
public sealed partial class RunCompare
{
    private Reply<RunDetail> _left;
    private Reply<RunDetail> _right;
    private IReadOnlyList<ComparedStep> _steps = [];
    private string? _historyProblem;

    [Parameter, EditorRequired]
    public required string RunId { get; set; }

    /// <summary>Gets or sets the run that stands on the right.</summary>
    [Parameter, EditorRequired]
    public required string OtherId { get; set; }

    [Inject]
    private RunClient Runs { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private bool IsComplete => _left.Value is { } left && _right.Value is { } right && (left.Id, right.Id) == (RunId, OtherId)
        && RunStatuses.Ended.Contains(left.Status) && RunStatuses.Ended.Contains(right.Status) && _historyProblem is null;

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (IsComplete)
        {
            return;
        }

        var (first, second) = (RunId, OtherId);
        var asked = Runs.GetAsync(first, cancellationToken);
        var right = await Runs.GetAsync(second, cancellationToken);
        var left = await asked;
        var historyAsked = Runs.GetHistoryAsync(first, 0, cancellationToken);
        var rightHistory = await Runs.GetHistoryAsync(second, 0, cancellationToken);
        var leftHistory = await historyAsked;
        if ((first, second) == (RunId, OtherId))
        {
            (_left, _right, _historyProblem) = (left, right, leftHistory.Problem ?? rightHistory.Problem);
            _steps = RunComparison.Steps(leftHistory.Value ?? [], rightHistory.Value ?? []);
        }
    }

    private static string Answer(RunSummary run) => run.Output ?? run.Error ?? (RunStatuses.Ended.Contains(run.Status) ? DisplayText.None : "Not yet.");

    private static string Cell(RunHistoryItem? item) => item switch
    {
        null => string.Empty,
        { Kind: RunHistoryKinds.Step } => RunWords.Step(item),
        { Kind: RunHistoryKinds.Receipt, InputTokens: not null } => $"{item.Name}: {DisplayText.Count(item.InputTokens)} tokens in, {DisplayText.Count(item.OutputTokens)} out{Tail(item)}",
        { Kind: RunHistoryKinds.Receipt } => $"{item.Name}{Tail(item)}",
        { Kind: RunHistoryKinds.Ended } => item.Text is null ? "The end" : $"The end: {item.Text}",
        _ => $"{item.Kind}{Tail(item)}",
    };

    private static string? Tail(RunHistoryItem item) => item.Text is null ? null : $": {item.Text}";
}
