using System.Text;

namespace Switchyard.Agents.Graphs.Structure;

/// <summary>Draws a graph as a Mermaid flowchart. Nodes get numbers for names, because Mermaid has words of its own.</summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder _text = new();
    private int _graphs;

    public static string Write(GraphShape graph)
    {
        var writer = new MermaidWriter();
        writer.Line(0, "flowchart TD");
        writer.WriteGraph(graph, 1);
        return writer._text.ToString();
    }

    private void WriteGraph(GraphShape graph, int indent)
    {
        var prefix = $"g{_graphs++}";
        var ids = graph.Nodes.Select((node, index) => (node.Name, Id: $"{prefix}n{index}")).ToDictionary(pair => pair.Name, pair => pair.Id);
        ids.Add(StateGraph.End, prefix + "end");
        Line(indent, $"{prefix}start([start]) --> {ids[graph.Entry!]}");
        foreach (var node in graph.Nodes)
        {
            WriteNode(node, ids[node.Name], indent);
        }

        Line(indent, $"{prefix}end([end])");
        foreach (var edge in graph.Edges)
        {
            WriteEdge(edge, ids, indent);
        }
    }

    private void WriteNode(NodeShape node, string id, int indent)
    {
        if (node.Inner is null)
        {
            Line(indent, $"{id}[\"{Escape(node.Name)}\"]");
            return;
        }

        Line(indent, $"subgraph {id}[\"{Escape(node.Name)}\"]");
        WriteGraph(node.Inner, indent + 1);
        Line(indent, "end");
    }

    private void WriteEdge(EdgeShape edge, Dictionary<string, string> ids, int indent)
    {
        foreach (var target in edge.Targets)
        {
            var arrow = edge.Kind switch
            {
                EdgeKind.Conditional => $"-. \"{Escape(target.Label)}\" .->",
                EdgeKind.FanOut => "==>",
                _ => "-->",
            };
            Line(indent, $"{ids[edge.From]} {arrow} {ids[target.Node]}");
        }
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private void Line(int indent, string text) => _text.Append(' ', indent * 4).Append(text).Append('\n');
}
