using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Selection;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Which tools an agent has, and which of them it is shown for an input.</summary>
internal sealed class AgentTools(ToolBox tools)
{
    private const string CategoryPrefix = "category:";

    /// <summary>Gets the names of the tools there are.</summary>
    public IReadOnlySet<string> Names { get; } = tools.All.Select(tool => tool.Definition.Name).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<string> Categories { get; } = tools.All.Select(tool => tool.Definition.Category).ToHashSet(StringComparer.Ordinal);

    /// <summary>The tools that an agent has, in the order of the host.</summary>
    public IReadOnlyList<ITool> Of(IReadOnlyList<string> selectors) => [.. tools.All.Where(tool => selectors.Any(selector => Matches(selector, tool.Definition)))];

    /// <summary>The tools that suit an input best, best first.</summary>
    public IReadOnlyList<ITool> Choose(AgentDefinition agent, string input) => new ToolSelector(new ToolBox(Of(agent.Tools))).Select(input, agent.MaxToolsShown);

    private static bool Matches(string selector, ToolDefinition tool) =>
        selector == "*" || selector == tool.Name || (selector.StartsWith(CategoryPrefix, StringComparison.Ordinal) && selector[CategoryPrefix.Length..] == tool.Category);
}
