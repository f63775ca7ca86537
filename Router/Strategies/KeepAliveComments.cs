using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Strategies;

/// <summary>Sends a caller who streams a comment now and then, while answers that it does not see yet are compared.</summary>
internal sealed class KeepAliveComments : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _running;

    public KeepAliveComments(HttpContext context, CallerDialect caller, TimeSpan interval, TimeProvider time)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        _running = interval == Timeout.InfiniteTimeSpan ? Task.CompletedTask : RunAsync(context, CallerEvents.KeepAlive(caller), interval, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(HttpContext context, ReadOnlyMemory<byte> comment, TimeSpan interval, TimeProvider time)
    {
        while (true)
        {
            await Task.Delay(interval, time, _stop.Token);
            if (!context.Response.HasStarted)
            {
                context.Response.ContentType = StrategyStream.ContentType;
            }

            // Not to be stopped half-way: what follows would begin inside a comment.
            await context.Response.Body.WriteAsync(comment, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
