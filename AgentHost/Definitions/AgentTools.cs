using Switchyard.Agents.Tools;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Which tools there are, and which of them an agent has.</summary>
internal sealed class AgentTools(ToolBox tools)
{
    private const string CategoryPrefix = "category:";

    /// <summary>Gets the names of the tools there are.</summary>
    public IReadOnlySet<string> Names { get; } = tools.All.Select(tool => tool.Definition.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Gets the tools' categories. That of agents is always one: which tools it has, the definition's <c>agents</c> say.</summary>
    public IReadOnlySet<string> Categories { get; } = tools.All.Select(tool => tool.Definition.Category).Append(ToolCategories.Agents).ToHashSet(StringComparer.Ordinal);

    /// <summary>The tools that an agent has, in the order of the host.</summary>
    public IReadOnlyList<ITool> Of(IReadOnlyList<string> selectors) => [.. tools.All.Where(tool => selectors.Any(selector => Matches(selector, tool.Definition)))];

    private static bool Matches(string selector, ToolDefinition tool) =>
        selector == "*" || selector == tool.Name || (selector.StartsWith(CategoryPrefix, StringComparison.Ordinal) && selector[CategoryPrefix.Length..] == tool.Category);
}
