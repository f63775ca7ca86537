using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Agents.Tools;

/// <summary>A fixed set of tools with unique names. Safe for concurrent use.</summary>
public sealed class ToolBox
{
    private readonly FrozenDictionary<string, ITool> _byName;

    /// <summary>Initializes a new instance of the <see cref="ToolBox"/> class.</summary>
    /// <exception cref="ArgumentException">Two tools have the same name.</exception>
    public ToolBox(IEnumerable<ITool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        All = [.. tools];
        if (All.GroupBy(tool => tool.Definition.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two tools are named '{twice.Key}'; give one of them another name.", nameof(tools));
        }

        _byName = All.ToFrozenDictionary(tool => tool.Definition.Name, StringComparer.Ordinal);
    }

    /// <summary>Gets the tools in the order they were given.</summary>
    public IReadOnlyList<ITool> All { get; }

    /// <summary>Finds the tool called <paramref name="name"/>.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ITool? tool) => _byName.TryGetValue(name, out tool);
}
