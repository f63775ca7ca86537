using System.Text.Json;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>Tells the bus, and over it all hosts, of each event that was committed to a run's record: which, not what it says, which is read where it is kept.</summary>
internal sealed class RunNotices(IEventBus bus, TimeProvider time)
{
    /// <summary>The first word of the topics of runs: <c>runs.{id}.{type}</c>.</summary>
    public const string Root = "runs";

    /// <summary>The topics of one run.</summary>
    public static string TopicsOf(string runId) => $"{Root}.{runId}.#";

    /// <summary>The topic of one type of events of a run.</summary>
    public static string TopicOf(string runId, string type) => $"{Root}.{runId}.{type}";

    /// <summary>Tells of events that are committed; the first one's number is <paramref name="first"/>, and the others' follow it.</summary>
    public async ValueTask TellAsync(string user, IReadOnlyList<RunEvent> events, long first)
    {
        for (var index = 0; index < events.Count; index++)
        {
            await TellAsync(new RunNotice { RunId = events[index].RunId, Sequence = first + index, Type = events[index].Type, Timestamp = events[index].Timestamp, User = user });
        }
    }

    /// <summary>Tells that this host goes on with a run, which is its last recorded event.</summary>
    public ValueTask TellResumedAsync(RunClaim run) =>
        TellAsync(new RunNotice { RunId = run.Id, Sequence = run.LastEvent, Type = RunEventTypes.Resumed, Timestamp = time.GetUtcNow(), User = run.User });

    private ValueTask TellAsync(RunNotice notice) =>
        bus.PublishAsync(new BusEvent(TopicOf(notice.RunId, notice.Type), JsonSerializer.SerializeToElement(notice, AgentsJsonContext.Default.RunNotice)) { At = notice.Timestamp });
}
