using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>
/// Steps one after another, of which all are done or none stays done: where one fails, those before it are undone in reverse. Each step and each compensation is an
/// effect of its own class; where nobody knows whether one happened, or one cannot be undone, a person is asked. The answer is the last step's result.
/// </summary>
public sealed class SagaAgent : CompositeAgent
{
    /// <summary>Initializes a new instance of the <see cref="SagaAgent"/> class.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="description">One sentence that says what it is for.</param>
    /// <param name="steps">The steps in their order, at least one.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="hooks">The hooks that see, change, refuse or replace the workflow; <see cref="HookPipeline.Empty"/> for none.</param>
    /// <exception cref="ArgumentException">There is no step, two have one name, or an action that asks the other side cannot.</exception>
    public SagaAgent(string name, string description, IReadOnlyList<SagaStep> steps, IRunJournal journal, HookPipeline hooks)
        : base(name, description)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(hooks);
        Check(name, steps);
        var agents = steps.SelectMany(step => new[] { step.Action.Agent, step.Compensation?.Agent }).OfType<IAgent>().Distinct();
        var members = new MemberSet(name, agents);
        Runs = new CompositionRuns<SagaState>(this, SagaGraph.Build(name, steps, members), members, SagaState.Of, journal, hooks);
    }

    private protected override ICompositionRuns Runs { get; }

    private static void Check(string name, IReadOnlyList<SagaStep> steps)
    {
        if (steps.Count == 0)
        {
            throw new ArgumentException($"'{name}' has no steps: give it at least one.", nameof(steps));
        }

        if (steps.GroupBy(step => AgentName.Check(step.Name)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"'{name}' has two steps named '{twice.Key}'; give one of them another name.", nameof(steps));
        }

        var mute = steps.FirstOrDefault(step => CannotAsk(step.Action) || (step.Compensation is { } compensation && CannotAsk(compensation)));
        if (mute is not null)
        {
            throw new ArgumentException($"Step '{mute.Name}' of '{name}' has an action of class AsksRemote without AskStatusAsync: give one, or choose another class.", nameof(steps));
        }
    }

    private static bool CannotAsk(SagaAction action) => action is { Class: Graphs.Effects.EffectClass.AsksRemote, AskStatusAsync: null };
}
