using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.People;
using Switchyard.AgentHost.Sessions;
using Switchyard.Agents;
using Switchyard.Agents.Events;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Runs;

/// <summary>Brings the record of a run up to its journal when the work on it comes to rest. What the journal has and readers were not told, because a host died in between, they are told now.</summary>
internal sealed class RunRecorder(RunStore store, RunPublisher publisher, RequestStore requests, SessionUpkeep sessions, TimeProvider time)
{
    /// <summary>Records that a run is over.</summary>
    /// <exception cref="RunLostException">The run is no longer this host's.</exception>
    public async Task<string> FinishAsync(LiveRun run, AgentResult result, AgentState state, RunNarrator narrator)
    {
        var (status, type, error) = RunVerdict.Of(result);
        var output = state.Output is null ? null : SafeText.Clean(state.Output);
        List<RunEvent> events = [.. narrator.TellMissing(state)];
        if (status == RunStatuses.Completed && output is not null && narrator.Tell(new MessageEvent(output)) is { } message)
        {
            events.Add(message);
        }

        // The journal has it as the end only: the run's state knows nothing of a limit that it did not keep itself.
        if (result.Error == RunVerdict.OverTime && narrator.TellExcess(error!) is { } excess)
        {
            events.Add(excess);
        }

        events.Add(narrator.Create(type) with
        {
            Error = error,
            Recovered = status == RunStatuses.Completed && state.Recovered is { } failure ? SafeText.Clean(failure) : null,
            DurationMs = Math.Round(state.Worked.TotalMilliseconds, 3),
            Iterations = state.Iteration,
            Usage = ToUsage(state.Usage),
            Cost = state.Usage.Cost > 0 ? state.Usage.Cost : null,
        });
        await FinishAsync(run, new RunEnd(events, status, status == RunStatuses.Completed ? output : null, error, ToRunUsage(state.Usage), status == RunStatuses.Completed ? MessagesOf(state, output) : []));
        if (status == RunStatuses.Completed)
        {
            sessions.Note(new SessionKey(run.Claim.User, run.Claim.Agent, run.Claim.Conversation));
        }

        return status;
    }

    /// <summary>Records that a run came to its end before the journal knew of it.</summary>
    /// <exception cref="RunLostException">The run is no longer this host's.</exception>
    public async Task<string> FailAsync(LiveRun run, string status, string error, IReadOnlyList<RunEvent> before, RunNarrator narrator)
    {
        await FinishAsync(run, new RunEnd([.. before, narrator.Create(status == RunStatuses.Cancelled ? RunEventTypes.Cancelled : RunEventTypes.Failed) with { Error = error, DurationMs = 0 }], status, null, error, null, []));
        return status;
    }

    /// <summary>Records that a run waits, and what for.</summary>
    /// <exception cref="RunLostException">The run is no longer this host's.</exception>
    public async Task WaitAsync(LiveRun run, AgentResult result, AgentState state, RunNarrator narrator)
    {
        var known = await requests.ListKeysAsync(run.Id, CancellationToken.None);
        List<RequestRow> rows = [.. result.Waiting.Select(request => RequestRow.Of(run.Id, request))];
        List<RunEvent> events =
        [
            .. narrator.TellMissing(state),
            .. rows.Where(row => !known.Contains(row.Key)).Select(row => row.ToEvent(time.GetUtcNow())),
            narrator.Create(RunEventTypes.Waiting),
        ];
        await PublishAsync(run, events, await store.WaitAsync(run.Id, run.LastSequence, new RunWait(events, rows, ToRunUsage(result.Usage)), CancellationToken.None));
    }

    /// <summary>What a run has used, as the API says it.</summary>
    public static RunUsage ToRunUsage(AgentUsage usage) => new()
    {
        ModelCalls = usage.ModelCalls,
        ToolCalls = usage.ToolCalls,
        InputTokens = usage.InputTokens,
        OutputTokens = usage.OutputTokens,
        Cost = usage.Cost,
    };

    private async Task FinishAsync(LiveRun run, RunEnd end) => await PublishAsync(run, end.Events, await store.FinishAsync(run.Id, run.LastSequence, end, CancellationToken.None));

    private Task PublishAsync(LiveRun run, IReadOnlyList<RunEvent> events, long? first) => publisher.PublishAsync(run, events, first ?? throw new RunLostException());

    // Where a kind of agent makes its answer out of several, the conversation gets the answer as well.
    private static List<MessageRow> MessagesOf(AgentState state, string? output)
    {
        List<MessageRow> rows = [.. state.Messages.Skip(state.Given).Select(MessageRow.From)];
        if (output is not null && (rows.Count == 0 || rows[^1].Role != "assistant" || rows[^1].Content != output))
        {
            rows.Add(new MessageRow { Role = "assistant", Content = output });
        }

        return rows;
    }

    private static Usage ToUsage(AgentUsage usage) => new()
    {
        PromptTokens = (int)Math.Min(usage.InputTokens, int.MaxValue),
        CompletionTokens = (int)Math.Min(usage.OutputTokens, int.MaxValue),
        TotalTokens = (int)Math.Min(usage.InputTokens + usage.OutputTokens, int.MaxValue),
    };
}
