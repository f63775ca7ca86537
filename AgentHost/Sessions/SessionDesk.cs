using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Sessions;

/// <summary>What is done with conversations by a model: compacting, summarising, listing facts, judging.</summary>
internal sealed class SessionDesk(SessionStore sessions, IChatClient model, HookPipeline hooks, IOptions<AgentHostOptions> options)
{
    /// <summary>Gets what reads conversations.</summary>
    public SessionAnalyst Analyst { get; } = new(model, options.Value.Model);

    /// <summary>A conversation with all its turns.</summary>
    public Task<AgentSession> ReadAsync(SessionRow row, CancellationToken cancellationToken) => ReadAsync(row, after: null, cancellationToken);

    /// <summary>What a conversation says of the user and the world. It is kept with it, and read anew when the conversation has gone on.</summary>
    public async Task<SessionFacts> ListFactsAsync(SessionRow row, CancellationToken cancellationToken)
    {
        var newest = await sessions.FindNewestFinishedAsync(row.Key, cancellationToken);
        if (newest is not null && row.FactsThrough == newest)
        {
            return new SessionFacts { Facts = TextList.Read(row.Facts) ?? [], Through = newest };
        }

        var session = await ReadAsync(row, cancellationToken);
        IReadOnlyList<string> facts = [.. (await Analyst.ListFactsAsync(session, cancellationToken)).Select(SafeText.Clean)];
        await sessions.SaveFactsAsync(row.Key, facts, session.Turns[^1].RunId, cancellationToken);
        return new SessionFacts { Facts = facts, Through = session.Turns[^1].RunId };
    }

    /// <summary>Compacts a conversation whose turns have more tokens than they may.</summary>
    public Task<SessionCompaction> CompactAsync(SessionRow row, CancellationToken cancellationToken) =>
        CompactAsync(row, (compactor, session) => compactor.CompactAsync(session, cancellationToken), cancellationToken);

    /// <summary>Compacts a conversation as far as it may be, however short it is.</summary>
    public Task<SessionCompaction> CompactWhollyAsync(SessionRow row, CancellationToken cancellationToken) =>
        CompactAsync(row, (compactor, session) => compactor.CompactAsync(session, tokens: 0, cancellationToken), cancellationToken);

    /// <param name="row">The conversation.</param>
    /// <param name="after">The run after which to begin: what the summary stands for need not be read to go on from it. Null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<AgentSession> ReadAsync(SessionRow row, string? after, CancellationToken cancellationToken)
    {
        var turns = await sessions.ReadTurnsAsync(row.Key, after, cancellationToken);
        return new AgentSession
        {
            Id = row.Id,
            User = row.UserId,
            Agent = row.Agent,
            Turns = turns,
            Summary = row.Summary,
            Compacted = turns.Count(turn => string.CompareOrdinal(turn.RunId, row.CompactedThrough) <= 0),
        };
    }

    private async Task<SessionCompaction> CompactAsync(SessionRow row, Func<SessionCompactor, AgentSession, Task<AgentSession>> compact, CancellationToken cancellationToken)
    {
        // The turn of a run that is not over is still to come: what is from it on stays as it is.
        var open = await sessions.FindOldestOpenAsync(row.Key, cancellationToken);
        var before = await ReadAsync(row, row.CompactedThrough, cancellationToken);
        before = open is null ? before : before with { Turns = [.. before.Turns.TakeWhile(turn => string.CompareOrdinal(turn.RunId, open) < 0)] };
        var compactor = new SessionCompactor(model, new SessionCompactorOptions { MaxTokens = options.Value.CompactHistoryAt, Model = options.Value.Model, CountTokens = CountShown, Hooks = hooks });
        var after = await compact(compactor, before);
        if (after.Compacted > before.Compacted && !await sessions.SaveSummaryAsync(row, SafeText.Clean(after.Summary!), after.Turns[after.Compacted - 1].RunId, cancellationToken))
        {
            after = before;
        }

        return new SessionCompaction
        {
            CompactedTurns = after.Compacted - before.Compacted,
            TokensBefore = Count(before),
            TokensAfter = Count(after),
            Summary = after.Summary,
        };
    }

    private static int Count(AgentSession session) => CountShown(session.ToHistory()) + ((session.Summary?.Length ?? 0) / 4);

    // Of a turn the model is shown the input and the answer; see ConversationStore.
    private static int CountShown(IReadOnlyList<Wire.ChatMessage> messages) =>
        messages.Where(message => message.Role != "tool" && message.ToolCalls is null).Sum(message => ((message.Content?.ToText().Length ?? 0) / 4) + 4);
}
