using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components;

/// <summary>
/// A page that refreshes while it is looked at. The first refresh happens once the circuit is up, so that the prerendered page
/// is there at once with its loading state and nothing is asked twice. A refresh that fails unexpectedly ends the page at the
/// layout's error boundary: one that stood still in silence would look as if nothing happened in the system.
/// </summary>
public abstract class PollingPage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Task _loop = Task.CompletedTask;

    [Inject]
    private protected TimeProvider Time { get; set; } = null!;

    private protected abstract TimeSpan Interval { get; }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _loop;
        await LeftAsync();
        _left.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _loop = RefreshUntilLeftAsync(_left.Token);
        }
    }

    /// <summary>Lets go of what the page has beside its refreshing.</summary>
    private protected virtual ValueTask LeftAsync() => ValueTask.CompletedTask;

    private protected abstract Task RefreshAsync(CancellationToken cancellationToken);

    /// <summary>Refreshes now, out of turn.</summary>
    private protected async Task RefreshNowAsync()
    {
        // Whoever was asked something before may answer after the person has left.
        if (!_left.IsCancellationRequested)
        {
            await RefreshAsync(_left.Token);
            StateHasChanged();
        }
    }

    private async Task RefreshUntilLeftAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        try
        {
            do
            {
                await RefreshAsync(cancellationToken);
                StateHasChanged();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The person went to another page.
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
