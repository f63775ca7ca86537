using Microsoft.AspNetCore.Components;
using Switchyard.Web.Approvals;

namespace Switchyard.Web.Components.Controls;

/// <summary>How many requests wait for people; nothing where none does, or that is not known.</summary>
public sealed partial class ApprovalBadge
{
    private const int Most = 99;

    private int _count;

    [Inject]
    private ApprovalMonitor Approvals { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    private protected override async Task RefreshAsync(CancellationToken cancellationToken) => _count = (await Approvals.LookAsync(cancellationToken)).Value?.Data.Count ?? 0;
}
