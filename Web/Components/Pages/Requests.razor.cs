using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Clients;
using Switchyard.Web.Requests;

namespace Switchyard.Web.Components.Pages;

/// <summary>The requests the Router remembers, the newest first.</summary>
public sealed partial class Requests
{
    private const int PageSize = 50;
    private const int MaxShown = 1000;

    private Reply<RequestList> _requests;
    private IReadOnlyList<RequestInfo> _shown = [];
    private string _outcome = string.Empty;
    private string _model = string.Empty;
    private int _limit = PageSize;
    private bool _more;
    private bool _asked;

    [Inject]
    private RouterClient Router { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private RequestFilter Filter => new(_outcome, _model.Trim());

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // What a filter looks for may be among the oldest. One more than is shown says whether there are more.
        var reply = await Router.GetRequestsAsync(Filter.IsNone ? Math.Min(_limit + 1, MaxShown) : MaxShown, cancellationToken);
        var matching = reply.Value?.Data.Where(Filter.Matches).ToList() ?? [];
        _requests = reply;
        _more = matching.Count > _limit;
        _shown = [.. matching.Take(_limit)];
        _asked = true;
    }

    private Task ShowMoreAsync()
    {
        _limit = Math.Min(_limit + PageSize, MaxShown);
        return RefreshNowAsync();
    }
}
