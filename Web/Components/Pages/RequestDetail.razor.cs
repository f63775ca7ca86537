using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>How one request was served: whom the Router asked, when, why, and what came of it, and where the Router keeps that, what was said.</summary>
public sealed partial class RequestDetail
{
    private Reply<RequestInfo> _request;

    [Parameter, EditorRequired]
    public required string RequestId { get; set; }

    [Inject]
    private RouterAdminClient Router { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // What has ended does not change: once shown, it is not asked again.
        if (_request.Value is not { Outcome: not null } shown || shown.Id != RequestId)
        {
            _request = await Router.GetRequestAsync(RequestId, cancellationToken);
        }
    }
}
