using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Selection;

namespace Switchyard.Agents.Reasoning;

/// <summary>Chooses the tools an agent is shown for an input out of those it has. Safe for concurrent use.</summary>
internal sealed class ToolChoice
{
    private readonly AgentDefinition _definition;
    private readonly ToolSelector _selector;

    /// <param name="definition">The agent. What it names and is no longer there, as in the definition of an older run, it does not have.</param>
    /// <param name="tools">The tools there are.</param>
    public ToolChoice(AgentDefinition definition, ToolBox tools)
    {
        var catalog = new ToolCatalog(tools);
        _definition = definition;
        _selector = new ToolSelector(catalog.Select([.. definition.Tools.Where(chosen => catalog.Select([chosen]).IsValid)]).Tools!);
    }

    public static IEnumerable<string> Check(AgentDefinition definition, ToolBox tools) => new ToolCatalog(tools).Select([.. definition.Tools]).Errors;

    /// <summary>The names of the tools, best first.</summary>
    public IReadOnlyList<string> Choose(string input) => [.. _selector.Select(input, _definition.MaxToolsShown).Select(tool => tool.Definition.Name)];
}
