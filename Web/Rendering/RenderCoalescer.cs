namespace Switchyard.Web.Rendering;

/// <summary>
/// Turns any number of change notices into at most one render per interval. The first notice renders at once, so that a
/// single change is never late; notices during the pause that follows are answered by one render at its end, so that the
/// last change is never lost. A render that fails unexpectedly is handed to <paramref name="failed"/>; the next notice renders again.
/// </summary>
internal sealed class RenderCoalescer(Func<Task> render, Func<Exception, Task> failed, TimeSpan interval, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Twenty renders a second: text still flows, and a fast model cannot keep a browser busy.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private Task _loop = Task.CompletedTask;
    private bool _requested;
    private bool _running;

    public void Request()
    {
        lock (_gate)
        {
            if (_disposed.IsCancellationRequested)
            {
                return;
            }

            _requested = true;
            if (!_running)
            {
                _running = true;
                _loop = RunAsync(_disposed.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _requested = false;
            _disposed.Cancel();
        }

        await _loop;
        _disposed.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (TakeRequest())
            {
                await render();
                await Task.Delay(interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Disposed during the pause: nobody looks any more.
        }
        catch (ObjectDisposedException)
        {
            // The circuit went away between the notice and the render.
            StopRunning();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            StopRunning();
            await failed(exception);
        }
    }

    private bool TakeRequest()
    {
        lock (_gate)
        {
            _running = _requested;
            _requested = false;
            return _running;
        }
    }

    private void StopRunning()
    {
        lock (_gate)
        {
            _running = false;
        }
    }
}
