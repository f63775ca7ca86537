using Microsoft.Extensions.AI;
using Switchyard.Contracts.Agents;

namespace Switchyard.Agents.Sessions;

/// <summary>
/// Keeps what a model is shown of a session below a number of tokens: the oldest turns are summarised. Turns are taken whole and from the oldest on, and none at or behind one that has a
/// call without a result, so that no call is ever parted from its result and none that is pending is lost. The turns themselves stay in the session.
/// </summary>
/// <param name="model">What summarises.</param>
/// <param name="options">When and how.</param>
public sealed class SessionCompactor(IChatClient model, SessionCompactorOptions options)
{
    private readonly CompactionHooks _hooks = new(options.Hooks);

    /// <summary>Compacts a session that is too long.</summary>
    /// <returns>The session; the same where it is not too long, or nothing of it may be taken, or a hook refuses.</returns>
    public async Task<AgentSession> CompactAsync(AgentSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return options.CountTokens(session.ToHistory()) > options.MaxTokens ? await CompactAsync(session, options.MaxTokens / 2, cancellationToken).ConfigureAwait(false) : session;
    }

    /// <summary>Summarises as few of the oldest turns as leave at most a number of tokens, or all that may be taken.</summary>
    /// <param name="session">The session.</param>
    /// <param name="tokens">How many tokens are to be left.</param>
    /// <param name="cancellationToken">Ends the call of the model.</param>
    public async Task<AgentSession> CompactAsync(AgentSession session, int tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        SessionTurn[] takable = [.. session.LiveTurns.SkipLast(options.KeptTurns).TakeWhile(turn => !SessionTurns.HasPendingCall(turn))];
        var taken = Enumerable.Range(0, takable.Length + 1).FirstOrDefault(count => Remaining(session, count) <= tokens, takable.Length);
        if (taken == 0)
        {
            return session;
        }

        var turns = takable[..taken];
        return await _hooks.AskAsync(session, turns, token => SummariseAsync(session.Summary, turns, token), cancellationToken).ConfigureAwait(false) is { } summary
            ? session with { Summary = summary, Compacted = session.Compacted + taken }
            : session;
    }

    private async Task<string> SummariseAsync(string? summary, IReadOnlyList<SessionTurn> turns, CancellationToken cancellationToken)
    {
        foreach (var part in SessionTranscript.Write(turns, options.MaxPromptLength))
        {
            summary = await SessionModel.AskAsync(model, options.Model, SessionPrompts.Summarise, SessionPrompts.ToSummarise(summary, part), cancellationToken).ConfigureAwait(false);
        }

        return summary!;
    }

    private int Remaining(AgentSession session, int taken) => options.CountTokens([.. session.LiveTurns.Skip(taken).SelectMany(turn => turn.Messages)]);
}
