using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Graphs;

/// <summary>Follows a run through its graph by its events.</summary>
public sealed class GraphActivity
{
    private readonly Dictionary<string, NodeActivity> _nodes = new(StringComparer.Ordinal);

    /// <summary>Gets the nodes it is at, in the order of their names.</summary>
    public IEnumerable<string> Active => At(NodeStanding.Active);

    /// <summary>Gets the nodes at which it waits for a person.</summary>
    public IEnumerable<string> Waiting => At(NodeStanding.Waiting);

    /// <summary>Gets what was done at the node of that path.</summary>
    public NodeActivity this[string path] => _nodes.GetValueOrDefault(path, NodeActivity.None);

    public void Apply(RunEvent item)
    {
        switch (item.Type)
        {
            case RunEventTypes.StepStarted when item.Node is { } node:
                _nodes[node] = new NodeActivity(NodeStanding.Active, this[node].Visits + 1);
                break;
            case RunEventTypes.StepDone when item.Node is { } node:
                _nodes[node] = this[node] with { Standing = NodeStanding.Done };
                break;
            case RunEventTypes.Question or RunEventTypes.Approval or RunEventTypes.Uncertain when item.Node is { } node:
                _nodes[node] = this[node] with { Standing = NodeStanding.Waiting };
                break;
            case RunEventTypes.Answered or RunEventTypes.Resumed:
                Turn(NodeStanding.Waiting, NodeStanding.Active);
                break;
            case RunEventTypes.Failed:
                End(NodeStanding.Failed);
                break;
            case RunEventTypes.Completed or RunEventTypes.Cancelled:
                End(NodeStanding.Done);
                break;
        }
    }

    private IEnumerable<string> At(NodeStanding standing) => _nodes.Where(pair => pair.Value.Standing == standing).Select(static pair => pair.Key).Order(StringComparer.Ordinal);

    private void End(NodeStanding standing)
    {
        Turn(NodeStanding.Active, standing);
        Turn(NodeStanding.Waiting, standing);
    }

    private void Turn(NodeStanding from, NodeStanding to)
    {
        foreach (var path in At(from).ToList())
        {
            _nodes[path] = this[path] with { Standing = to };
        }
    }
}
