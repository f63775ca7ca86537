using System.Collections.Concurrent;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Kinds;

namespace Switchyard.Agents.Reasoning;

/// <summary>The kinds of agents there are, by name; those that come with the product, and any that are added. Safe for concurrent use.</summary>
public sealed class AgentGraphs
{
    private readonly ConcurrentDictionary<string, Func<AgentServices, AgentGraphBuilder>> _kinds = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="AgentGraphs"/> class with the kinds of <see cref="AgentKinds"/>.</summary>
    public AgentGraphs() => Add(AgentKinds.ReAct, static services => new ReActGraph(services))
        .Add(AgentKinds.ChainOfThought, static services => new ChainOfThoughtGraph(services))
        .Add(AgentKinds.PlanAndExecute, static services => new PlanAndExecuteGraph(services))
        .Add(AgentKinds.Reflection, static services => new ReflectionGraph(services))
        .Add(AgentKinds.CodeAct, static services => new CodeActGraph(services))
        .Add(AgentKinds.Supervisor, static services => new SupervisorGraph(services))
        .Add(AgentKinds.Vote, static services => new VoteGraph(services))
        .Add(AgentKinds.Handoff, static services => new HandoffTeamGraph(services))
        .Add(AgentKinds.Swarm, static services => new SwarmGraph(services));

    /// <summary>Gets the names of all kinds, in order.</summary>
    public IReadOnlyList<string> Kinds => [.. _kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a kind, or replaces the one of this name.</summary>
    /// <param name="kind">The name.</param>
    /// <param name="factory">Makes its builder.</param>
    public AgentGraphs Add(string kind, Func<AgentServices, AgentGraphBuilder> factory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentNullException.ThrowIfNull(factory);
        _kinds[kind] = factory;
        return this;
    }

    /// <summary>Gets whether agents of a kind are shown tools, so that they can call agents or hand over to them; <see langword="false"/> where the kind is not known.</summary>
    public bool ShowsTools(string kind, AgentServices services) => _kinds.TryGetValue(kind, out var factory) && factory(services).ShowsTools;

    /// <summary>Says everything that is wrong with a definition; nothing where an agent can be made of it.</summary>
    public IReadOnlyList<string> Check(AgentDefinition definition, AgentServices services)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(services);
        IEnumerable<string> ofKind = _kinds.TryGetValue(definition.Kind, out var factory)
            ? factory(services).Check(definition)
            : [$"Kind '{definition.Kind}' is not known: choose one of {string.Join(", ", Kinds)}."];
        return [.. DefinitionRules.Check(definition, services), .. ofKind];
    }

    /// <summary>Makes the graph of an agent.</summary>
    /// <exception cref="InvalidAgentException">Something is wrong with the definition; it says all that is.</exception>
    public CompiledGraph<AgentState> Create(AgentDefinition definition, AgentServices services)
    {
        var problems = Check(definition, services);
        return problems.Count == 0 ? _kinds[definition.Kind](services).Build(definition.Id) : throw new InvalidAgentException(definition.Id, problems);
    }
}
