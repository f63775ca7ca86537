using System.Runtime.CompilerServices;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Follows a run from any place in it: live where this host works on it, from PostgreSQL otherwise.</summary>
internal sealed class RunEventReader(LiveRuns live, RunQueries queries, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_idleInterval = TimeSpan.FromSeconds(15);

    /// <summary>The events after <paramref name="after"/> until the run ends; null when nothing happened for a while.</summary>
    public IAsyncEnumerable<RunEvent?> ReadAsync(string runId, long after, CancellationToken cancellationToken) =>
        live.TryGet(runId, out var run) ? ReadLiveAsync(run, after, cancellationToken) : ReadStoredAsync(runId, after, cancellationToken);

    private async IAsyncEnumerable<RunEvent?> ReadLiveAsync(LiveRun run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wakeUps = run.Subscribe();
        try
        {
            Task? wakeUp = null;
            var ended = false;
            while (!ended)
            {
                (var events, ended) = run.ReadAfter(after);
                foreach (var runEvent in events)
                {
                    after = runEvent.Sequence;
                    yield return runEvent;
                }

                if (ended || events.Count > 0)
                {
                    continue;
                }

                // One wait outlives the idle intervals: an abandoned one would take the next wake-up with it.
                wakeUp ??= wakeUps.Reader.WaitToReadAsync(cancellationToken).AsTask();
                if (!await WaitAsync(wakeUp, cancellationToken))
                {
                    yield return null;
                    continue;
                }

                wakeUp = null;
                wakeUps.Reader.TryRead(out _);
            }
        }
        finally
        {
            run.Unsubscribe(wakeUps);
        }
    }

    private async IAsyncEnumerable<RunEvent?> ReadStoredAsync(string runId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var idleSince = time.GetTimestamp();
        while (true)
        {
            await queries.InterruptLapsedAsync(cancellationToken);
            var running = await queries.FindAsync(runId, user: null, cancellationToken) is { Status: RunStatuses.Running };
            foreach (var runEvent in await queries.ReadEventsAsync(runId, after, cancellationToken))
            {
                after = runEvent.Sequence;
                idleSince = time.GetTimestamp();
                yield return runEvent;
            }

            // The state was read before the events: an ended run's last event is among them. A host that stops must not wait for another's run.
            if (!running || lifetime.ApplicationStopping.IsCancellationRequested)
            {
                yield break;
            }

            if (time.GetElapsedTime(idleSince) > s_idleInterval)
            {
                idleSince = time.GetTimestamp();
                yield return null;
            }

            await Task.Delay(s_pollInterval, time, cancellationToken);
        }
    }

    private async Task<bool> WaitAsync(Task wakeUp, CancellationToken cancellationToken)
    {
        try
        {
            await wakeUp.WaitAsync(s_idleInterval, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
