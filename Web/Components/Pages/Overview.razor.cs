using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Components.Pages;

/// <summary>The first page: every resource, how it is and what it does.</summary>
public sealed partial class Overview
{
    private SystemSnapshot? _snapshot;

    [Inject]
    private SystemMonitor Monitor { get; set; } = null!;

    [Inject]
    private IOptions<WebOptions> Options { get; set; } = null!;

    [Inject]
    private IConfiguration Configuration { get; set; } = null!;

    private protected override TimeSpan Interval => Options.Value.RefreshInterval;

    // A look taken for somebody else a moment ago is a better first picture than none.
    protected override void OnInitialized() => _snapshot = Monitor.Latest;

    private protected override async Task RefreshAsync(CancellationToken cancellationToken)
        => _snapshot = await Monitor.LookAsync(cancellationToken);
}
