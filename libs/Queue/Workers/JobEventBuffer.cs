using System.Data.Common;

namespace Switchyard.Queue.Workers;

/// <summary>
/// Collects what a handler says for a moment and writes it in one commit, in order. While the store is away it is kept, and written when the store is back; if
/// that takes until the lease ends it goes with the attempt.
/// </summary>
internal sealed class JobEventBuffer(IJobStore store, RunningJob running, TimeSpan delay, TimeProvider time)
{
    private const int MaxWaiting = 10_000;

    private readonly Lock _lock = new();
    private List<JobEvent> _waiting = [];
    private long _sequence = running.Job.LastSequence;
    private Task<bool> _lastWrite = Task.FromResult(true);
    private bool _isScheduled;

    public void Add(JobEventType type, string data)
    {
        lock (_lock)
        {
            if (_waiting.Count >= MaxWaiting)
            {
                throw new InvalidOperationException($"More than {MaxWaiting} events of job {running.Lease.Id} wait to be written.");
            }

            _waiting.Add(new JobEvent(++_sequence, running.Lease.Attempt, type, data, default));
            if (_isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        _ = WriteLaterAsync();
    }

    /// <summary>Writes what waits, after whatever is being written. Returns whether nothing waits any more: otherwise the store is away.</summary>
    public Task<bool> FlushAsync()
    {
        lock (_lock)
        {
            // Most handlers say nothing, or have nothing left to say at their end.
            return _waiting.Count == 0 && _lastWrite.IsCompletedSuccessfully ? _lastWrite = Task.FromResult(true) : _lastWrite = WriteAfterAsync(_lastWrite);
        }
    }

    private async Task<bool> WriteAfterAsync(Task<bool> last)
    {
        await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        List<JobEvent> events;
        lock (_lock)
        {
            events = _waiting;
            _waiting = [];
        }

        if (events.Count == 0)
        {
            return true;
        }

        try
        {
            if (!await store.AppendAsync(running.Lease, events, CancellationToken.None).ConfigureAwait(false))
            {
                running.Stop(StopReason.Lost);
            }

            return true;
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            lock (_lock)
            {
                _waiting.InsertRange(0, events);
            }

            return false;
        }
    }

    private async Task WriteLaterAsync()
    {
        do
        {
            await Task.Delay(delay, time).ConfigureAwait(false);
            lock (_lock)
            {
                _isScheduled = false;
            }
        }
        while (!await FlushAsync().ConfigureAwait(false) && TryScheduleAgain());
    }

    private bool TryScheduleAgain()
    {
        lock (_lock)
        {
            return running.Reason != StopReason.Lost && !_isScheduled && (_isScheduled = true);
        }
    }
}
