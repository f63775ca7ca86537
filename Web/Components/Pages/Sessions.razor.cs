using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Components.Pages;

/// <summary>The conversations with agents, the last used first.</summary>
public sealed partial class Sessions
{
    private Reply<SessionList> _sessions;
    private bool _asked;

    [Inject]
    private SessionClient Client { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken) => (_sessions, _asked) = (await Client.ListAsync(cancellationToken), true);
}
