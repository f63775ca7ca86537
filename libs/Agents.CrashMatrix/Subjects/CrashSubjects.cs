using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>The kinds of runs whose host can be killed.</summary>
public static class CrashSubjects
{
    /// <summary>Gets their names: a graph without a model, the kinds of agents, and agents that have others do the work.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [PlainGraph.Kind, AgentKinds.ReAct, AgentKinds.ChainOfThought, AgentKinds.PlanAndExecute, AgentKinds.Reflection, AgentKinds.CodeAct, .. ComposedSubject.Kinds];

    /// <summary>Says whether a kind has effects of a class: code cannot be asked what became of it.</summary>
    internal static bool Has(string kind, EffectClass effectClass) => kind != AgentKinds.CodeAct || effectClass != EffectClass.AsksRemote;

    internal static ICrashSubject Create(string kind, IRunJournal journal, Remote remote, BoundaryGate gate) =>
        !Kinds.Contains(kind) ? throw new ArgumentException($"There is no kind '{kind}'. Kinds: {string.Join(", ", Kinds)}.", nameof(kind))
        : kind == PlainGraph.Kind ? new PlainGraph(journal, remote)
        : ComposedSubject.Kinds.Contains(kind) ? new ComposedSubject(kind, journal, remote, gate)
        : new AgentSubject(kind, journal, remote, gate);
}
