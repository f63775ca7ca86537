using System.Net;
using System.Text.RegularExpressions;

namespace Switchyard.Web.Graphs;

/// <summary>
/// Reads the Mermaid flowcharts that agents' graphs are exported as: <c>a["text"]</c>, <c>a([start]) --&gt; b</c>, <c>a([end])</c>,
/// <c>a --&gt; b</c>, <c>a ==&gt; b</c>, <c>a -. "when" .-&gt; b</c>, and <c>subgraph a["text"]</c> to <c>end</c>, one a line. Other flowcharts are refused whole:
/// half a picture would be a wrong one.
/// </summary>
internal sealed partial class MermaidReader
{
    private readonly IEnumerator<string> _lines;

    private MermaidReader(IEnumerator<string> lines) => _lines = lines;

    /// <summary>Reads a flowchart; <see langword="null"/> where it is none that is written this way.</summary>
    public static FlowGraph? Read(string text)
    {
        using var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).AsEnumerable().GetEnumerator();
        return lines.MoveNext() && lines.Current.StartsWith("flowchart", StringComparison.Ordinal) ? new MermaidReader(lines).ReadGraph(string.Empty, isInner: false) : null;
    }

    private FlowGraph? ReadGraph(string path, bool isInner)
    {
        var nodes = new List<FlowNode>();
        var edges = new List<FlowEdge>();
        while (_lines.MoveNext())
        {
            var line = _lines.Current;
            if (isInner && line == "end")
            {
                return Complete(nodes, edges);
            }

            if (!TryReadNode(line, path, nodes, edges) && !TryReadEdge(line, edges))
            {
                return null;
            }
        }

        return isInner ? null : Complete(nodes, edges);
    }

    private bool TryReadNode(string line, string path, List<FlowNode> nodes, List<FlowEdge> edges)
    {
        if (Node().Match(line) is { Success: true } node)
        {
            var text = WebUtility.HtmlDecode(node.Groups["text"].Value);
            var isGroup = node.Groups["group"].Success;
            var inner = isGroup ? ReadGraph($"{path}{text}/", isInner: true) : null;
            nodes.Add(new FlowNode(node.Groups["id"].Value, isGroup ? FlowNodeKind.Group : FlowNodeKind.Step, text, path + text, inner));
            return !isGroup || inner is not null;
        }

        if (Pole().Match(line) is not { Success: true } pole)
        {
            return false;
        }

        var word = pole.Groups["word"].Value;
        nodes.Add(new FlowNode(pole.Groups["id"].Value, word == "start" ? FlowNodeKind.Start : FlowNodeKind.End, word, string.Empty, null));
        if (pole.Groups["to"].Success)
        {
            edges.Add(new FlowEdge(pole.Groups["id"].Value, pole.Groups["to"].Value, FlowEdgeKind.Single, null));
        }

        return true;
    }

    private static bool TryReadEdge(string line, List<FlowEdge> edges)
    {
        if (Edge().Match(line) is not { Success: true } edge)
        {
            return false;
        }

        var label = edge.Groups["label"];
        var kind = label.Success ? FlowEdgeKind.Conditional : edge.Groups["all"].Success ? FlowEdgeKind.FanOut : FlowEdgeKind.Single;
        edges.Add(new FlowEdge(edge.Groups["from"].Value, edge.Groups["to"].Value, kind, label.Success ? WebUtility.HtmlDecode(label.Value) : null));
        return true;
    }

    private static FlowGraph? Complete(List<FlowNode> nodes, List<FlowEdge> edges)
    {
        var ids = nodes.Select(static node => node.Id).ToHashSet(StringComparer.Ordinal);
        return ids.Count == nodes.Count && edges.TrueForAll(edge => ids.Contains(edge.From) && ids.Contains(edge.To)) ? new FlowGraph(nodes, edges) : null;
    }

    [GeneratedRegex("""^(?<group>subgraph )?(?<id>\w+)\["(?<text>.*)"\]$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Node();

    [GeneratedRegex("""^(?<id>\w+)\(\[(?<word>start|end)\]\)( --> (?<to>\w+))?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Pole();

    [GeneratedRegex("""^(?<from>\w+) (-->|(?<all>==>)|-\. "(?<label>.*)" \.->) (?<to>\w+)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Edge();
}
