using System.Runtime.CompilerServices;
using Switchyard.AgentHost.Events;
using Switchyard.Contracts.Agents;
using Switchyard.Events;

namespace Switchyard.AgentHost.Runs;

/// <summary>Follows a run from any place in it, whichever host works on it, over take-overs and pauses: live while this host has it, from PostgreSQL otherwise, where the bus says when to look.</summary>
internal sealed class RunEventReader(LiveRuns live, RunQueries queries, IEventBus bus, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // Without Redis nobody says what other hosts record.
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(1);

    /// <summary>The events after <paramref name="after"/> until the run is over; null when nothing happened for a while.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The number of the last event that is known.</param>
    /// <param name="untilItWaits">Whether to end when it waits for a person as well.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<RunEvent?> ReadAsync(string runId, long after, bool untilItWaits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var idleSince = time.GetTimestamp();

        // It listens before it looks, so that nothing falls in between.
        await using var listener = new RunListener(bus, runId);
        while (true)
        {
            if (live.TryGet(runId, out var run))
            {
                await foreach (var runEvent in ReadLiveAsync(run, after, cancellationToken))
                {
                    after = runEvent?.Sequence ?? after;
                    yield return runEvent;
                }

                idleSince = time.GetTimestamp();
            }

            // The state is read before the events: an ended run's last event is among them.
            var row = await queries.FindAsync(runId, user: null, cancellationToken);
            foreach (var runEvent in await queries.ReadEventsAsync(runId, after, cancellationToken))
            {
                after = runEvent.Sequence;
                idleSince = time.GetTimestamp();
                yield return runEvent;
            }

            // A host that stops must not wait for another's run.
            if (row is null or { IsOver: true } || (untilItWaits && row.Status == RunStatuses.Waiting) || lifetime.ApplicationStopping.IsCancellationRequested)
            {
                yield break;
            }

            if (time.GetElapsedTime(idleSince) > SseWriter.IdleInterval)
            {
                idleSince = time.GetTimestamp();
                yield return null;
            }

            if (!live.TryGet(runId, out _))
            {
                await listener.WaitAsync(s_pollInterval, time, cancellationToken);
            }
        }
    }

    private async IAsyncEnumerable<RunEvent?> ReadLiveAsync(LiveRun run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waker = run.Subscribe();
        try
        {
            // What was told before this host took the run on is in the record.
            if (after < run.Claim.LastEvent)
            {
                foreach (var runEvent in (await queries.ReadEventsAsync(run.Id, after, cancellationToken)).Where(runEvent => runEvent.Sequence <= run.Claim.LastEvent))
                {
                    after = runEvent.Sequence;
                    yield return runEvent;
                }
            }

            var ended = false;
            while (!ended)
            {
                (var events, ended) = run.ReadAfter(after);
                foreach (var runEvent in events)
                {
                    after = runEvent.Sequence;
                    yield return runEvent;
                }

                if (!ended && events.Count == 0 && !await waker.WaitAsync(SseWriter.IdleInterval, time, cancellationToken))
                {
                    yield return null;
                }
            }
        }
        finally
        {
            run.Unsubscribe(waker);
        }
    }
}
