using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;
using RunEvent = Switchyard.Contracts.Agents.RunEvent;

namespace Switchyard.AgentHost.Members;

/// <summary>
/// Tells what a run that another one has called does, out of its journal: steps, calls with their results, questions, the end. Tokens and thoughts are told to the caller's host alone. The numbers
/// follow from the journal's, so that whoever comes back is told what is missing. Used by one reader.
/// </summary>
internal sealed class MemberRunStory(RunRow run, GraphAgent agent, IRunJournal journal, TimeProvider time)
{
    private const int PageSize = 200;

    // Of one entry there are fewer events than that: the calls of a step and their results.
    private const long Room = 1_000;

    private readonly Guid _id = RunId.ToGuid(run.Id);
    private readonly RunNarrator _narrator = new(run.Id, new RunTold([]), time);
    private readonly HashSet<(string Node, int Step)> _begun = [];
    private long _last;

    /// <summary>Gets the run that called it.</summary>
    public string Caller => run.Caller!;

    /// <summary>Gets whether its end was told.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Reads on from where it was read to; nothing where nothing has happened since.</summary>
    public async Task<IReadOnlyList<RunEvent>> ReadOnAsync(CancellationToken cancellationToken)
    {
        List<RunEvent> told = [];
        while (!IsOver && await journal.FindAsync(_id, cancellationToken) is { } head && head.LastSequence > _last)
        {
            foreach (var entry in await agent.ReadHistoryAsync(_id, _last, PageSize, cancellationToken))
            {
                var item = entry.Item;
                var events = await TellAsync(item, head.Status, cancellationToken);
                told.AddRange(events.Select((runEvent, index) => runEvent with { Sequence = (item.Sequence * Room) + index, Timestamp = item.At }));
                _last = item.Sequence;
            }
        }

        return told;
    }

    private async Task<List<RunEvent>> TellAsync(HistoryItem item, RunStatus status, CancellationToken cancellationToken)
    {
        List<RunEvent> events = [];
        if (item.Node is { } node && _begun.Add((node, item.Step)))
        {
            events.Add(_narrator.Create(RunEventTypes.StepStarted) with { Node = node, Step = item.Step });
        }

        switch (item.Kind)
        {
            case JournalEntryKind.Step:
                events.AddRange(_narrator.TellMissing(await agent.ReadStateAsync(_id, item.Sequence, cancellationToken)));
                events.Add(_narrator.Create(RunEventTypes.StepDone) with { Node = item.Node, Step = item.Step, Next = item.Next });
                break;
            case JournalEntryKind.Question:
                events.Add(_narrator.Create(RunEventTypes.Question) with { Node = item.Node, Step = item.Step, Key = item.Key, Text = item.Text is { } text ? SafeText.Clean(text) : null });
                break;
            case JournalEntryKind.Answer:
                events.Add(_narrator.Create(RunEventTypes.Answered) with { Key = item.Key });
                break;
            case JournalEntryKind.Ended:
                events.AddRange(await EndAsync(item, status, cancellationToken));
                break;
        }

        return events;
    }

    private async Task<List<RunEvent>> EndAsync(HistoryItem item, RunStatus status, CancellationToken cancellationToken)
    {
        IsOver = true;
        var state = await agent.ReadStateAsync(_id, item.Sequence, cancellationToken);
        List<RunEvent> events = [.. _narrator.TellMissing(state)];
        if (state.Output is { } output && state.Error is null && _narrator.Tell(new MessageEvent(output)) is { } message)
        {
            events.Add(message);
        }

        var error = item.Text ?? state.Error;
        var type = status == RunStatus.Cancelled ? RunEventTypes.Cancelled : status == RunStatus.Failed || error is not null ? RunEventTypes.Failed : RunEventTypes.Completed;
        events.Add(_narrator.Create(type) with { Error = error is null ? null : SafeText.Clean(error) });
        return events;
    }
}
