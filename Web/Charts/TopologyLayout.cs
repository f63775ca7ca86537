using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Charts;

/// <summary>
/// Places the resources as requests meet them: web, then AgentHost and Router, then nodes and stores. Columns are fixed;
/// rows follow from how many nodes and stores there are.
/// </summary>
internal sealed class TopologyLayout
{
    private const double ColumnGap = 104;
    private const double RowPitch = 58;
    private const double Column = TopologyNode.Width + ColumnGap;
    private const double Margin = 4;

    private TopologyLayout(IReadOnlyList<TopologyNode> nodes, IReadOnlyList<TopologyEdge> edges, int rows)
    {
        Nodes = nodes;
        Edges = edges;
        Height = ((rows - 1) * RowPitch) + TopologyNode.Height + (2 * Margin);
    }

    public IReadOnlyList<TopologyNode> Nodes { get; }

    public IReadOnlyList<TopologyEdge> Edges { get; }

    public double Width { get; } = (3 * Column) + TopologyNode.Width + (2 * Margin);

    public double Height { get; }

    public static TopologyLayout Build(IReadOnlyList<ResourceState> resources)
    {
        var last = resources.Where(static resource => resource.Kind is ResourceKind.Node).Concat(resources.Where(static resource => resource.Kind is ResourceKind.Store)).ToList();
        var nodeCount = last.Count(static resource => resource.Kind == ResourceKind.Node);
        var rows = Math.Max(2, last.Count);
        var placed = new List<TopologyNode>();
        placed.AddRange(last.Select((resource, row) => At(resource, 3, row)));

        // The Router levels with the middle of its nodes, the AgentHost with the middle of its stores, so most track runs straight.
        var routerRow = nodeCount > 0 ? (nodeCount - 1) / 2.0 : 0;
        var agentsRow = last.Count > nodeCount ? (nodeCount + last.Count - 1) / 2.0 : rows - 1;
        placed.AddRange(resources.Where(static resource => resource.Kind == ResourceKind.Router).Select(resource => At(resource, 2, routerRow)));
        placed.AddRange(resources.Where(static resource => resource.Kind == ResourceKind.Agents).Select(resource => At(resource, 1, agentsRow)));
        placed.AddRange(resources.Where(static resource => resource.Kind == ResourceKind.Web).Select(resource => At(resource, 0, routerRow)));
        return new TopologyLayout(placed, Connect(placed), rows);
    }

    private static TopologyNode At(ResourceState resource, int column, double row)
        => new(resource, Margin + (column * Column), Margin + (row * RowPitch));

    private static List<TopologyEdge> Connect(List<TopologyNode> nodes)
    {
        var edges = new List<TopologyEdge>();
        foreach (var from in nodes)
        {
            edges.AddRange(nodes.Where(to => Leads(from.Resource.Kind, to.Resource.Kind)).Select(to => new TopologyEdge(from, to)));
        }

        return edges;
    }

    private static bool Leads(ResourceKind from, ResourceKind to) => (from, to) switch
    {
        (ResourceKind.Web, ResourceKind.Router or ResourceKind.Agents) => true,
        (ResourceKind.Agents, ResourceKind.Router or ResourceKind.Store) => true,
        (ResourceKind.Router, ResourceKind.Node) => true,
        _ => false,
    };
}
