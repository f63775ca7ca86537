using Switchyard.Agents.Composition;
using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.People;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Selection;

namespace Switchyard.Agents.Reasoning;

/// <summary>
/// Chooses the tools an agent is shown for an input out of those it has. Whatever the input says, always shown are the agents that its definition names, and what it names that reaches a
/// person: that something is unclear or needs leave is seldom said by who asks. Safe for concurrent use.
/// </summary>
internal sealed class ToolChoice
{
    private const string AgentCategory = "category:" + ToolCategories.Agents;
    private const string HumanCategory = "category:" + ToolCategories.Human;

    private readonly AgentDefinition _definition;
    private readonly ToolSelector _selector;
    private readonly IReadOnlyList<ITool> _always;

    /// <param name="definition">The agent. What it names and is no longer there, as in the definition of an older run, it does not have.</param>
    /// <param name="tools">The tools there are.</param>
    public ToolChoice(AgentDefinition definition, ToolBox tools)
    {
        var catalog = new ToolCatalog(tools);
        _definition = definition;
        var chosen = catalog.Select([.. definition.Tools.Where(chosen => catalog.Select([chosen]).IsValid)]).Tools!;
        _always =
        [
            .. chosen.All.Where(tool => PersonTools.Has(tool.Definition.Name) && IsNamed(tool)),
            .. tools.All.Where(tool => AgentOf(tool) is { } agent && definition.Agents.Contains(agent)),
        ];
        _selector = new ToolSelector(new ToolBox(chosen.All.Except(_always)));
    }

    // Agents become tools only when the agent is made for a run: until then there may be none of their category.
    public static IEnumerable<string> Check(AgentDefinition definition, ToolBox tools) => new ToolCatalog(tools).Select([.. definition.Tools.Where(static tool => tool != AgentCategory)]).Errors;

    /// <summary>The tools, best first, then those that are always shown.</summary>
    public IReadOnlyList<ITool> Select(string input) => [.. _selector.Select(input, _definition.MaxToolsShown), .. _always];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Choose(string input) => [.. Select(input).Select(tool => tool.Definition.Name)];

    // All tools, '*', are all that it may use: none of them is named.
    private bool IsNamed(ITool tool) => _definition.Tools.Contains(tool.Definition.Name) || _definition.Tools.Contains(HumanCategory);

    private static string? AgentOf(ITool tool) => tool switch
    {
        AgentTool call => call.Agent.Name,
        HandoffTool handoff => handoff.Agent,
        _ => null,
    };
}
