using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools;

/// <summary>A fixed set of tools with unique names. Safe for concurrent use.</summary>
public sealed class ToolBox
{
    private readonly FrozenDictionary<string, ITool> _byName;

    /// <summary>Initializes a new instance of the <see cref="ToolBox"/> class.</summary>
    /// <exception cref="ArgumentException">Two tools have the same name, or a tool says of itself what does not go together.</exception>
    public ToolBox(IEnumerable<ITool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        All = [.. tools];
        if (All.GroupBy(tool => tool.Definition.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two tools are named '{twice.Key}'; give one of them another name.", nameof(tools));
        }

        if (All.Select(tool => tool.Definition).FirstOrDefault(tool => tool.Caching is not null && tool.Effect != EffectClass.Pure) is { } cached)
        {
            throw new ArgumentException($"The tool '{cached.Name}' is {cached.Effect} and has Caching: only a pure tool's results can be given again. Leave Caching out.", nameof(tools));
        }

        _byName = All.ToFrozenDictionary(tool => tool.Definition.Name, StringComparer.Ordinal);
    }

    /// <summary>Gets the tools in the order they were given.</summary>
    public IReadOnlyList<ITool> All { get; }

    /// <summary>Finds the tool called <paramref name="name"/>.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ITool? tool) => _byName.TryGetValue(name, out tool);
}
