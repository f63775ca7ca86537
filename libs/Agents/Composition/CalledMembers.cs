using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Composition;

/// <summary>The runs of agents that a run has called and that are not over: what is said to the run finds its way to them.</summary>
/// <param name="readUnderWay">Reads the effects of a run that are under way.</param>
/// <param name="find">Gets the agent that an effect calls; <see langword="null"/> where it calls none, or one whose runs cannot be answered.</param>
internal sealed class CalledMembers(Func<Guid, CancellationToken, Task<IReadOnlyList<EffectUnderWay>>> readUnderWay, Func<EffectUnderWay, IDurableAgent?> find)
{
    /// <summary>What they wait for people to say.</summary>
    public async Task<IReadOnlyList<PersonRequest>> ReadWaitingAsync(Guid runId, CancellationToken cancellationToken)
    {
        List<PersonRequest> waiting = [];
        foreach (var member in await ReadAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            waiting.AddRange(MemberRuns.Name((await member.ReadAsync(cancellationToken).ConfigureAwait(false))?.Waiting ?? [], member.Agent.Name, member.RunId));
        }

        return waiting;
    }

    /// <summary>Finds the one that waits under a key; <see langword="null"/> where none does.</summary>
    public async Task<CalledMember?> FindWaitingAsync(Guid runId, string key, CancellationToken cancellationToken)
    {
        foreach (var member in await ReadAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            if ((await member.ReadAsync(cancellationToken).ConfigureAwait(false))?.Waiting.Any(request => request.Key == key) == true)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>Answers those of their questions whose time is over.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answered = 0;
        foreach (var member in await ReadAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            answered += await member.ExpireAsync(now, cancellationToken).ConfigureAwait(false);
        }

        return answered;
    }

    /// <summary>Ends their runs.</summary>
    public async Task CancelAsync(Guid runId, string reason, CancellationToken cancellationToken)
    {
        foreach (var member in await ReadAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            await member.CancelAsync(reason, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<CalledMember>> ReadAsync(Guid runId, CancellationToken cancellationToken) =>
        [.. (await readUnderWay(runId, cancellationToken).ConfigureAwait(false)).Select(effect => find(effect) is { } agent ? new CalledMember(agent, MemberRuns.IdOf(effect.OwnKey)) : null).OfType<CalledMember>()];
}
