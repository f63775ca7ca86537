using System.Globalization;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>
/// A place where a graph is walked through with a state of its own: the run, a visit of a subgraph ("outer#3/"), or a branch ("split#1>left/"). The number is
/// that of the visit in the scope around it, so a second time round a loop is another scope.
/// </summary>
/// <param name="Id">The segments from the run inwards.</param>
/// <param name="Path">The path before the names of this graph's nodes.</param>
/// <param name="Depth">How many scopes are around it.</param>
internal sealed record ScopeAddress(string Id, string Path, int Depth)
{
    public static ScopeAddress Root { get; } = new("", "", 0);

    public ScopeAddress Inner(string node, int visit) => new(string.Create(CultureInfo.InvariantCulture, $"{Id}{node}#{visit}/"), $"{Path}{node}/", Depth + 1);

    public ScopeAddress Branch(string node, int visit, string target) => new(string.Create(CultureInfo.InvariantCulture, $"{Id}{node}#{visit}>{target}/"), Path, Depth + 1);

    /// <summary>The scope around a branch; <see langword="null"/> where it is no branch.</summary>
    public static string? AroundBranch(string id)
    {
        var start = id.Length < 2 ? 0 : id.LastIndexOf('/', id.Length - 2) + 1;
        return id.AsSpan(start).Contains('>') ? id[..start] : null;
    }

    /// <summary>The path before the names of a scope's nodes: the subgraphs among its segments.</summary>
    public static string PathOf(string id) =>
        string.Concat(id.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => !segment.Contains('>')).Select(segment => segment[..segment.IndexOf('#', StringComparison.Ordinal)] + "/"));
}
