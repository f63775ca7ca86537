using System.Text.Json.Serialization.Metadata;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Graphs.Structure;

namespace Switchyard.Agents.Graphs;

/// <summary>Builds a graph: nodes that change a state, and edges that say which comes next. Nothing is checked before <see cref="Compile"/>.</summary>
/// <typeparam name="TState">The state, an immutable record that is a JSON object.</typeparam>
/// <param name="name">The graph's name, under which its runs are journalled.</param>
/// <param name="stateType">How the state is written as JSON; from a source-generated context.</param>
public sealed class StateGraph<TState>(string name, JsonTypeInfo<TState> stateType)
{
    private readonly List<GraphNode<TState>> _nodes = [];
    private readonly List<GraphEdge<TState>> _edges = [];
    private readonly List<GraphMigration> _migrations = [];
    private string? _entry;

    /// <summary>Gets or sets the version of the graph's state; runs of another version need a migration. Default "1".</summary>
    public string Version { get; set; } = "1";

    /// <summary>Gets or sets how many steps a run may have, those in subgraphs included, before it fails. At least 1; default 100.</summary>
    public int StepLimit { get; set; } = 100;

    /// <summary>Gets or sets how deep graphs and branches may lie within one another. Default 8.</summary>
    public int DepthLimit { get; set; } = 8;

    /// <summary>Adds a node.</summary>
    /// <param name="node">The node's name, unique in the graph.</param>
    /// <param name="work">What it does.</param>
    /// <param name="version">To be changed when a run that stands before the node must not simply go on with the new code.</param>
    public StateGraph<TState> AddNode(string node, NodeFunction<TState> work, string version = "1")
    {
        ArgumentNullException.ThrowIfNull(work);
        return AddNode(node, new DelegateNode<TState>(work), version);
    }

    /// <summary>Adds a node.</summary>
    /// <param name="node">The node's name, unique in the graph.</param>
    /// <param name="work">What it does.</param>
    /// <param name="version">To be changed when a run that stands before the node must not simply go on with the new code.</param>
    public StateGraph<TState> AddNode(string node, INode<TState> work, string version = "1")
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(version);
        _nodes.Add(new CodeNode<TState>(node, version, work));
        return this;
    }

    /// <summary>Adds a node that is a graph; its steps are journalled under the node's path, like "outer/inner".</summary>
    /// <typeparam name="TInner">The inner graph's state.</typeparam>
    /// <param name="node">The node's name, unique in the graph.</param>
    /// <param name="inner">The inner graph.</param>
    /// <param name="enter">Makes the inner graph's first state; without side effects.</param>
    /// <param name="leave">Makes the next state of that before the node and the inner graph's last one; without side effects.</param>
    /// <param name="version">To be changed when a run that stands before or in the node must not simply go on with the new code.</param>
    public StateGraph<TState> AddSubgraph<TInner>(string node, CompiledGraph<TInner> inner, Func<TState, TInner> enter, Func<TState, TInner, TState> leave, string version = "1")
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(enter);
        ArgumentNullException.ThrowIfNull(leave);
        ArgumentNullException.ThrowIfNull(version);
        _nodes.Add(new SubgraphNode<TState, TInner>(node, version, inner, enter, leave));
        return this;
    }

    /// <summary>Names the node with which the graph begins.</summary>
    public StateGraph<TState> SetEntry(string node)
    {
        ArgumentNullException.ThrowIfNull(node);
        _entry = node;
        return this;
    }

    /// <summary>After <paramref name="from"/> comes <paramref name="to"/>, or <see cref="StateGraph.End"/>.</summary>
    public StateGraph<TState> AddEdge(string from, string to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return AddEdge(from, EdgeKind.Single, [new EdgeTarget(to, to)], null, null);
    }

    /// <summary>After <paramref name="from"/> comes the node whose name is chosen.</summary>
    /// <param name="from">The node that is left.</param>
    /// <param name="choose">Names one of the targets; without side effects.</param>
    /// <param name="targets">Every node, or <see cref="StateGraph.End"/>, that may be chosen.</param>
    public StateGraph<TState> AddConditionalEdge(string from, Func<TState, string> choose, params IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(choose);
        return AddEdge(from, EdgeKind.Conditional, [.. targets.Select(target => new EdgeTarget(target, target))], choose, null);
    }

    /// <summary>After <paramref name="from"/> comes the node whose label is chosen.</summary>
    /// <param name="from">The node that is left.</param>
    /// <param name="choose">Names one of the labels; without side effects.</param>
    /// <param name="targets">Every label that may be chosen, with its node or <see cref="StateGraph.End"/>.</param>
    public StateGraph<TState> AddConditionalEdge(string from, Func<TState, string> choose, IReadOnlyDictionary<string, string> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(choose);
        return AddEdge(from, EdgeKind.Conditional, [.. targets.Select(target => new EdgeTarget(target.Key, target.Value))], choose, null);
    }

    /// <summary>After <paramref name="from"/> come all targets at once, each with the same state; the graph goes on at the first node all of them lead to.</summary>
    /// <param name="from">The node that is left.</param>
    /// <param name="targets">The first node of each branch.</param>
    /// <param name="reducer">Makes one state of the branches' states; required, see <see cref="StateReducer{TState}"/>.</param>
    public StateGraph<TState> AddFanOut(string from, IReadOnlyList<string> targets, Reducer<TState>? reducer)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return AddEdge(from, EdgeKind.FanOut, [.. targets.Select(target => new EdgeTarget(target, target))], null, reducer);
    }

    /// <summary>Lets runs of an older version go on.</summary>
    public StateGraph<TState> AddMigration(GraphMigration migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        _migrations.Add(migration);
        return this;
    }

    /// <summary>Checks everything and gives the graph that can be run.</summary>
    /// <exception cref="InvalidGraphException">Something is wrong; it says all that is.</exception>
    public CompiledGraph<TState> Compile()
    {
        var shape = new GraphShape(name, Version, _entry, [.. _nodes.Select(node => new NodeShape(node.Name, node.Version, node.Inner))], [.. _edges.Select(edge => edge.Shape)], [.. _migrations]);
        var problems = new GraphValidator(shape).Validate(StepLimit, DepthLimit);
        if (problems.Count > 0)
        {
            throw new InvalidGraphException(name, problems);
        }

        var edges = _edges.ToDictionary(edge => edge.Shape.From);
        var nodes = _nodes.ToDictionary(node => node.Name, node => Combine(shape, node, edges[node.Name]));
        return new CompiledGraph<TState>(shape, stateType, nodes, StepLimit, DepthLimit);
    }

    private static CompiledNode<TState> Combine(GraphShape shape, GraphNode<TState> node, GraphEdge<TState> edge) =>
        new(node, edge, edge.Shape.Kind == EdgeKind.FanOut ? MeetingPoint.Find(shape, edge.Shape) : null);

    private StateGraph<TState> AddEdge(string from, EdgeKind kind, IReadOnlyList<EdgeTarget> targets, Func<TState, string>? choose, Reducer<TState>? reducer)
    {
        ArgumentNullException.ThrowIfNull(from);
        _edges.Add(new GraphEdge<TState>(new EdgeShape(from, kind, targets, reducer is not null), choose, reducer));
        return this;
    }
}
