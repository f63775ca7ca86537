namespace Switchyard.Agents.Graphs;

/// <summary>What all graphs have in common.</summary>
public static class StateGraph
{
    /// <summary>The target of an edge at which a graph is done.</summary>
    public const string End = "END";
}
