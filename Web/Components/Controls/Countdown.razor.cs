using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>Counts the seconds down to a moment.</summary>
public sealed partial class Countdown
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMinutes(1);

    [Parameter, EditorRequired]
    public required DateTimeOffset To { get; set; }

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    private TimeSpan Left => To - Time.GetUtcNow();

    // Nothing is asked: it is drawn anew.
    private protected override Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
