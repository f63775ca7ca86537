using Switchyard.Router.Forwarding;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Strategies;

/// <summary>Sends a caller who streams a comment now and then, while answers that it does not see yet are compared.</summary>
internal sealed class KeepAliveComments : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _running;

    /// <summary>Begins, where the caller of <paramref name="request"/> streams; to be disposed of before anything else is written.</summary>
    public KeepAliveComments(HttpContext context, ForwardRequest request, TimeSpan interval, TimeProvider time)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);

        // One of several that writes has begun its answer: nothing of it is heard before.
        _running = request.Caller!.Answer.Request.Stream && context.Features.Get<IContestant>() is null ? RunAsync(context, CallerEvents.KeepAlive(request.Caller.Caller), interval, time) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
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
