using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Selection;

namespace Switchyard.Agents.Reasoning;

/// <summary>Chooses the tools an agent is shown for an input out of those it has. Safe for concurrent use.</summary>
internal sealed class ToolChoice
{
    private const string CategoryPrefix = "category:";

    private readonly AgentDefinition _definition;
    private readonly ToolSelector _selector;

    public ToolChoice(AgentDefinition definition, ToolBox tools)
    {
        _definition = definition;
        _selector = new ToolSelector(new ToolBox(tools.All.Where(tool => definition.Tools.Any(chosen => Matches(chosen, tool.Definition)))));
    }

    public static IEnumerable<string> Check(AgentDefinition definition, ToolBox tools) => definition.Tools
        .Where(chosen => chosen != "*" && !tools.All.Any(tool => Matches(chosen, tool.Definition)))
        .Select(chosen => $"Tools names '{chosen}', and there is no such tool or category.");

    /// <summary>The names of the tools, best first.</summary>
    public IReadOnlyList<string> Choose(string input) => [.. _selector.Select(input, _definition.MaxToolsShown).Select(tool => tool.Definition.Name)];

    private static bool Matches(string chosen, ToolDefinition tool) =>
        chosen == "*" || chosen == tool.Name || (chosen.StartsWith(CategoryPrefix, StringComparison.Ordinal) && chosen[CategoryPrefix.Length..] == tool.Category);
}
