using Microsoft.AspNetCore.Components;
using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>The runs of all agents, and the steps of the chosen one.</summary>
public sealed partial class Runs
{
    private const int PageSize = 30;
    private const int MaxShown = 180;

    private Reply<RunList> _runs;
    private Reply<RunDetail> _detail;
    private string? _status;
    private string? _cancelling;
    private string? _cancelProblem;
    private int _limit = PageSize;
    private bool _asked;

    [Parameter]
    public string? RunId { get; set; }

    [Inject]
    private RunClient Client { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    protected override async Task OnParametersSetAsync()
    {
        if (_asked && RunId is not null && _detail.Value?.Id != RunId)
        {
            _detail = default;
            _cancelProblem = null;
            await RefreshNowAsync();
        }
    }

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var id = RunId;
        var detailAsked = id is null ? Task.FromResult<Reply<RunDetail>>(default) : DetailAsync(id, cancellationToken);
        _runs = await Client.ListAsync(new RunsQuery { Status = _status, Limit = _limit }, cancellationToken);
        var detail = await detailAsked;
        if (id == RunId)
        {
            _detail = detail;
        }

        _asked = true;
    }

    private static string ToolCalls(RunSummary run) => run.ToolCalls switch
    {
        0 => "no tool",
        1 => "1 tool call",
        var count => $"{count} tool calls",
    };

    // What has ended does not change: once shown, it is not asked again.
    private Task<Reply<RunDetail>> DetailAsync(string id, CancellationToken cancellationToken)
        => _detail.Value is { } shown && shown.Id == id && RunStatuses.Ended.Contains(shown.Status)
            ? Task.FromResult(_detail)
            : Client.GetAsync(id, cancellationToken);

    private Task FilterAsync(string? status)
    {
        _status = status;
        _limit = PageSize;
        return RefreshNowAsync();
    }

    private Task ShowMoreAsync()
    {
        _limit = Math.Min(_limit + PageSize, MaxShown);
        return RefreshNowAsync();
    }

    private async Task CancelAsync(string id)
    {
        _cancelling = id;
        var reply = await Client.CancelAsync(id, CancellationToken.None);
        _cancelProblem = reply.Problem;
        _cancelling = null;
        await RefreshNowAsync();
    }
}
