using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Graphs.Structure;

/// <summary>A node with its code.</summary>
internal abstract class GraphNode<TState>(string name, string version)
{
    public string Name => name;

    public string Version => version;

    /// <summary>The graph inside, where the node is one.</summary>
    public virtual GraphShape? Inner => null;

    /// <summary>Does the node's work once.</summary>
    public abstract Task<Outcome<TState>> VisitAsync(RunSession session, Visit visit, TState state, CancellationToken cancellationToken);
}
