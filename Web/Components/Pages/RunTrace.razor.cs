using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;
using Switchyard.Web.Rendering;
using Switchyard.Web.Runs;

namespace Switchyard.Web.Components.Pages;

/// <summary>One run as it goes on: where in its graph it is, what it did on a time axis, what it waits for and answered; its state after any step.</summary>
public sealed partial class RunTrace
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly List<RunHistoryItem> _history = [];
    private RunLive? _live;
    private RenderCoalescer? _renders;
    private RunDetail? _run;
    private Reply<RunState> _state;
    private string? _shown;
    private string? _problem;
    private string? _historyProblem;
    private long? _chosen;
    private long _askedAt;
    private bool _hasNews = true;
    private bool _isDisconnected;
    private bool _isCancelling;
    private bool _isComplete;

    [Parameter, EditorRequired]
    public required string RunId { get; set; }

    [Inject]
    private RunClient Runs { get; set; } = null!;

    /// <summary>What is at work grows on the page every second; the host is asked only when there is something new, or nothing was heard of it for long.</summary>
    private protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != RunId)
        {
            var isFirst = _shown is null;
            (_shown, _run, _problem, _chosen, _isComplete) = (RunId, null, null, null, false);
            _history.Clear();
            if (!isFirst)
            {
                await LeaveAsync();
                Follow();
                await AskNowAsync();
            }
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
        {
            Follow();
        }
    }

    private protected override ValueTask LeftAsync() => LeaveAsync();

    // What has ended does not change: once all of it is shown, it is not asked again.
    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var id = RunId;
        if (_isComplete || (!_hasNews && Time.GetElapsedTime(_askedAt) < s_patience))
        {
            return;
        }

        // What happens while the host answers is asked next time.
        (_hasNews, _askedAt) = (false, Time.GetTimestamp());
        var run = await Runs.GetAsync(id, cancellationToken);
        var history = run.Succeeded ? await Runs.GetHistoryAsync(id, _history.LastOrDefault()?.Sequence ?? 0, cancellationToken) : default;
        if (id != RunId)
        {
            return;
        }

        // What was known stays on the page while the host is away.
        (_run, _problem, _isDisconnected, _historyProblem) = (run.Value ?? _run, run.Problem, run.Disconnected, history.Problem);
        _history.AddRange(history.Value?.Where(item => item.Sequence > (_history.LastOrDefault()?.Sequence ?? 0)) ?? []);
        _isComplete = run.Value is { } known && RunStatuses.Ended.Contains(known.Status) && history.Succeeded;
    }

    private static string Laid(RunState state) => JsonSerializer.Serialize(state.State, IndentedJson.Options);

    private string Standing(RunDetail run) => _live switch
    {
        { Interruption: { } interruption } when !RunStatuses.Ended.Contains(run.Status) => $"{interruption} Trying again.",
        { Activity: var activity } => RunWords.Standing(run, activity),
        _ => string.Empty,
    };

    private string? Text(RunDetail run) => _live is { Answer.Text: { Length: > 0 } live } ? live : run.Output;

    private void Follow()
    {
        _renders = new RenderCoalescer(() => InvokeAsync(StateHasChanged), DispatchExceptionAsync, RenderCoalescer.DefaultInterval, Time);
        _live = new RunLive(Runs, Note);
        _live.Follow(RunId);
    }

    // Its words come with the events themselves; all else is in what the host tells of it, which a connection that is there again may have left behind.
    private void Note(RunEvent? item)
    {
        if (item is null || !RunEventTypes.Live.Contains(item.Type))
        {
            _hasNews = true;
        }

        _renders?.Request();
    }

    private Task AskNowAsync()
    {
        _hasNews = true;
        return RefreshNowAsync();
    }

    private async ValueTask LeaveAsync()
    {
        if (_live is not null && _renders is not null)
        {
            await _live.DisposeAsync();
            await _renders.DisposeAsync();
            (_live, _renders) = (null, null);
        }
    }

    private async Task ChooseAsync(long sequence)
    {
        _chosen = sequence == _chosen ? null : sequence;
        _state = default;
        if (_chosen is { } at)
        {
            var state = await Runs.GetStateAsync(RunId, at, CancellationToken.None);
            _state = at == _chosen ? state : _state;
        }
    }

    private async Task CancelAsync()
    {
        _isCancelling = true;
        var reply = await Runs.CancelAsync(RunId, CancellationToken.None);
        await AskNowAsync();
        (_isCancelling, _problem) = (false, reply.Problem ?? _problem);
    }
}
