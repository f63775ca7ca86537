using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Agents.Graphs.Structure;

namespace Switchyard.Agents.Graphs;

/// <summary>A graph that was checked and can be run. Immutable; safe for concurrent runs.</summary>
/// <typeparam name="TState">The state.</typeparam>
public sealed class CompiledGraph<TState>
{
    internal CompiledGraph(GraphShape shape, JsonTypeInfo<TState> stateType, Dictionary<string, CompiledNode<TState>> nodes, int stepLimit, int depthLimit)
    {
        Shape = shape;
        StateType = stateType;
        Nodes = nodes.ToFrozenDictionary();
        StepLimit = stepLimit;
        DepthLimit = depthLimit;
        Prints = Fingerprints.Of(shape);
    }

    /// <summary>Gets the graph's name.</summary>
    public string Name => Shape.Name;

    /// <summary>Gets the version of the graph's state.</summary>
    public string Version => Shape.Version;

    /// <summary>Gets how many steps a run may have.</summary>
    public int StepLimit { get; }

    /// <summary>Gets how deep graphs and branches may lie within one another.</summary>
    public int DepthLimit { get; }

    internal GraphShape Shape { get; }

    internal JsonTypeInfo<TState> StateType { get; }

    internal FrozenDictionary<string, CompiledNode<TState>> Nodes { get; }

    internal IReadOnlyDictionary<string, string> Prints { get; }

    /// <summary>Draws the graph as a Mermaid flowchart: conditional edges are dotted with their label, branches thick, subgraphs boxes.</summary>
    public string ToMermaid() => MermaidWriter.Write(Shape);
}
