using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Approvals;
using Switchyard.Web.Clients;
using Switchyard.Web.Components.Controls;

namespace Switchyard.Web.Components.Pages;

/// <summary>All that waits for people, oldest first, and what can be said to it.</summary>
public sealed partial class Approvals
{
    private const string Sample = """
        approvals:
          - tool: http_post
            action: ask
        """;

    // In the order of the page; those that were drawn before and are gone are left out when they are looked for.
    private readonly List<WaitingCard> _cards = [];
    private Reply<ApprovalList>? _waiting;
    private bool _hasAnswered;

    [Inject]
    private ApprovalMonitor Monitor { get; set; } = null!;

    private protected override TimeSpan Interval => TimeSpan.FromSeconds(2);

    // Each card that appears adds itself.
    private WaitingCard Card
    {
        set => _cards.Add(value);
    }

    private string Standing => _waiting?.Value?.Data.Count switch
    {
        null => string.Empty,
        0 => "Nothing waits.",
        1 => "1 request waits.",
        var count => $"{count} requests wait.",
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Whoever answers by keyboard goes on with the next request; after the last with the title, which navigation focuses too.
        if (_hasAnswered)
        {
            _hasAnswered = false;
            if (First() is { } next)
            {
                await next.FocusAsync();
            }
        }
    }

    private protected override async Task RefreshAsync(CancellationToken cancellationToken) => _waiting = await Monitor.LookAsync(cancellationToken);

    private WaitingCard? First() => _waiting?.Value?.Data is [var first, ..] ? _cards.FindLast(card => WaitingWords.Id(card.Request) == WaitingWords.Id(first)) : null;

    private async Task AnsweredAsync(WaitingRequest request)
    {
        _waiting = await Monitor.LookAgainAsync(CancellationToken.None);
        _cards.RemoveAll(card => WaitingWords.Id(card.Request) == WaitingWords.Id(request));
        _hasAnswered = true;
    }
}
