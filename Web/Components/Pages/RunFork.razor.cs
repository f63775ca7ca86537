using System.Globalization;
using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;
using Switchyard.Web.Runs;

namespace Switchyard.Web.Components.Pages;

/// <summary>Makes another run out of the beginning of one, or goes through one again to see what would be different.</summary>
public sealed partial class RunFork
{
    private Reply<RunDetail> _run;
    private IReadOnlyList<RunHistoryItem> _places = [];
    private RunReplay? _replay;
    private string _at = string.Empty;
    private string _model = string.Empty;
    private string _prompt = string.Empty;
    private string? _problem;
    private bool _callPure;
    private bool _isBusy;
    private bool _isComplete;

    [Parameter, EditorRequired]
    public required string RunId { get; set; }

    /// <summary>Gets or sets the entry that is chosen at first.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public long? At { get; set; }

    [Inject]
    private RunClient Runs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override void OnParametersSet() => _at = At?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    // What has ended has all its entries: once they are known, they are not asked again.
    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var id = RunId;
        if (_isComplete && _run.Value?.Id == id)
        {
            return;
        }

        var run = await Runs.GetAsync(id, cancellationToken);
        var history = run.Succeeded ? await Runs.GetHistoryAsync(id, 0, cancellationToken) : default;
        if (id == RunId)
        {
            (_run, _problem) = (run.Succeeded || !_run.Succeeded ? run : _run, run.Succeeded ? history.Problem ?? _problem : _problem);
            _places = history.Value is { } items ? RunWords.Places(items) : _places;
            _isComplete = run.Value is { } known && RunStatuses.Ended.Contains(known.Status) && history.Succeeded;
        }
    }

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task ForkAsync()
    {
        _isBusy = true;
        long? at = long.TryParse(_at, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var reply = await Runs.ForkAsync(RunId, new ForkRequest { At = at, Model = Given(_model), SystemPrompt = Given(_prompt) }, CancellationToken.None);
        (_problem, _isBusy) = (reply.Problem, false);
        if (reply.Value is { } fork)
        {
            Navigation.NavigateTo($"runs/{Uri.EscapeDataString(RunId)}/compare/{Uri.EscapeDataString(fork.Id)}");
        }
    }

    private async Task ReplayAsync()
    {
        (_isBusy, _replay, _problem) = (true, null, null);
        var reply = await Runs.ReplayAsync(RunId, new ReplayRequest { Model = Given(_model), SystemPrompt = Given(_prompt), CallPure = _callPure }, CancellationToken.None);
        (_replay, _problem, _isBusy) = (reply.Value, reply.Problem, false);
    }
}
