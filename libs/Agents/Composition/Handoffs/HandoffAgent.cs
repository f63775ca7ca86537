using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>
/// Agents of which one begins and may hand over to others, which answer in its place: the next one gets the whole conversation and what was noted. A member hands
/// over by <see cref="AgentResult.Handoff"/>; a model does by calling a <see cref="HandoffTool"/>.
/// </summary>
public sealed class HandoffAgent : CompositeAgent
{
    /// <summary>Initializes a new instance of the <see cref="HandoffAgent"/> class.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="description">One sentence that says what it is for.</param>
    /// <param name="members">The agents, each with those it may hand over to; the first one begins.</param>
    /// <param name="maxHandoffs">How often it may be handed over in one run, from 1.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="hooks">The hooks that see, change or refuse the workflow and its handoffs; <see cref="HookPipeline.Empty"/> for none.</param>
    /// <exception cref="ArgumentException">There are no members, or two of one name.</exception>
    /// <exception cref="Graphs.InvalidGraphException">A member hands over to an agent that is none, or nobody hands over to it.</exception>
    public HandoffAgent(string name, string description, IReadOnlyList<HandoffMember> members, int maxHandoffs, IRunJournal journal, HookPipeline hooks)
        : base(name, description)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(hooks);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxHandoffs, 1);
        if (members.Count == 0)
        {
            throw new ArgumentException($"'{name}' has no members: give it the agent that begins.", nameof(members));
        }

        var agents = new MemberSet(name, members.Select(member => member.Agent));
        Runs = new CompositionRuns<HandoffState>(this, HandoffGraph.Build(name, members, agents, new HandoffRules(maxHandoffs, hooks)), agents, HandoffState.Of, journal, hooks);
    }

    private protected override ICompositionRuns Runs { get; }
}
