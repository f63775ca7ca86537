using Switchyard.AgentHost.Events;
using Switchyard.Contracts.Agents;
using Switchyard.Events;

namespace Switchyard.AgentHost.Runs;

/// <summary>Shows the readers of a run at work what was committed: what its host has told, and before that what others wrote meanwhile, an answer or an escalation.</summary>
internal sealed class RunPublisher(RunStore store, RunQueries queries, IEventBus bus)
{
    /// <summary>Has somebody told, until the result is disposed, when others have written events of a run.</summary>
    public RunOverhearing Overhear(string runId, Action onWritten) => new(bus, runId, onWritten);

    /// <summary>Commits events and shows them.</summary>
    /// <exception cref="RunLostException">The run is no longer this host's.</exception>
    public async Task AppendAsync(LiveRun run, IReadOnlyList<RunEvent> events) =>
        await PublishAsync(run, events, await store.AppendAsync(run.Id, run.LastSequence, events, CancellationToken.None) ?? throw new RunLostException());

    /// <summary>Shows what others have written since the last event that was shown; nothing of the run's host may be under way.</summary>
    public async Task ShowMissedAsync(LiveRun run)
    {
        foreach (var missed in await queries.ReadEventsAsync(run.Id, run.LastSequence, CancellationToken.None))
        {
            run.Publish(missed);
        }
    }

    /// <summary>Shows committed events; the first one's number is <paramref name="first"/>, and the others' follow it.</summary>
    public async Task PublishAsync(LiveRun run, IReadOnlyList<RunEvent> events, long first)
    {
        // Numbers are given by the record: where one is left out that this host has not given to a token, somebody else has it.
        if (first > run.LastSequence + 1)
        {
            foreach (var missed in (await queries.ReadEventsAsync(run.Id, run.LastSequence, CancellationToken.None)).Where(missed => missed.Sequence < first))
            {
                run.Publish(missed);
            }
        }

        for (var index = 0; index < events.Count; index++)
        {
            run.Publish(events[index] with { Sequence = first + index });
        }
    }
}
