using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>Agents as equals: each may hand over to every other, until one answers or the rounds are used up.</summary>
public sealed class SwarmAgent : CompositeAgent
{
    /// <summary>Initializes a new instance of the <see cref="SwarmAgent"/> class.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="description">One sentence that says what it is for.</param>
    /// <param name="members">The agents, at least two; the first one begins.</param>
    /// <param name="maxRounds">How many members may work one after the other in one run, from 2.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="hooks">The hooks that see, change or refuse the workflow and its handoffs; <see cref="HookPipeline.Empty"/> for none.</param>
    /// <exception cref="ArgumentException">There are fewer than two members, or two of one name.</exception>
    public SwarmAgent(string name, string description, IReadOnlyList<IAgent> members, int maxRounds, IRunJournal journal, HookPipeline hooks)
        : base(name, description)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(hooks);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRounds, 2);
        if (members.Count < 2)
        {
            throw new ArgumentException($"'{name}' has {members.Count} member(s): a swarm has at least two.", nameof(members));
        }

        var agents = new MemberSet(name, members);
        HandoffMember[] equals = [.. members.Select(member => new HandoffMember(member, [.. members.Select(other => other.Name).Where(other => other != member.Name)]))];
        Runs = new CompositionRuns<HandoffState>(this, HandoffGraph.Build(name, equals, agents, new HandoffRules(maxRounds - 1, hooks)), agents, HandoffState.Of, journal, hooks);
    }

    private protected override ICompositionRuns Runs { get; }
}
