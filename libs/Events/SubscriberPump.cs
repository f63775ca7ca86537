namespace Switchyard.Events;

/// <summary>Hands the events of a subscription to a handler. One that fails too often in a row is cut off, and tried again later with one event.</summary>
internal sealed class SubscriberPump : IAsyncDisposable
{
    private readonly Subscriber _subscriber;
    private readonly Func<BusEvent, CancellationToken, ValueTask> _handler;
    private readonly SubscriptionOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private long _failures;
    private bool _isStopped;

    private SubscriberPump(Subscriber subscriber, Func<BusEvent, CancellationToken, ValueTask> handler, SubscriptionOptions options, TimeProvider time) =>
        (_subscriber, _handler, _options, _time) = (subscriber, handler, options, time);

    public long Failures => Volatile.Read(ref _failures);

    public static SubscriberPump Start(Subscriber subscriber, Func<BusEvent, CancellationToken, ValueTask> handler, SubscriptionOptions options, TimeProvider time)
    {
        var pump = new SubscriberPump(subscriber, handler, options, time);
        pump._work = Task.Run(pump.RunAsync);
        return pump;
    }

    /// <summary>Ends, when the handler is done with the event it is at.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, true))
        {
            await _work.ConfigureAwait(false);
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var failuresInARow = 0;
        try
        {
            await foreach (var busEvent in _subscriber.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                failuresInARow = await HandleAsync(busEvent).ConfigureAwait(false) ? 0 : failuresInARow + 1;
                if (failuresInARow == _options.MaxFailures)
                {
                    _subscriber.CutOff();
                    await Task.Delay(_options.ProbeAfter, _time, _stop.Token).ConfigureAwait(false);
                    _subscriber.Restore();

                    // The next failure cuts it off again.
                    failuresInARow--;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The subscription has ended.
        }
    }

    private async ValueTask<bool> HandleAsync(BusEvent busEvent)
    {
        try
        {
            await _handler(busEvent, _stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // What a subscriber does wrong is not the publisher's failure, nor that of other subscribers.
            Volatile.Write(ref _failures, _failures + 1);
            EventMetrics.Failures.Add(1, new("event.pattern", _subscriber.Pattern.ToString()), new("error.type", exception.GetType().FullName));
            return false;
        }
    }
}
