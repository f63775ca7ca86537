using Switchyard.AgentPlugins;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;

namespace Switchyard.PostOffice;

/// <summary>An agent in code, with a tool of its own.</summary>
public sealed class PostOfficePlugin : IAgentPlugin
{
    /// <inheritdoc/>
    public IReadOnlyList<ITool> Tools { get; } = [new PostageTool()];

    /// <inheritdoc/>
    public IReadOnlyList<AgentDocument> Agents { get; } =
    [
        new AgentDocument
        {
            Id = "post-office",
            Description = "Says what a parcel costs.",
            SystemPrompt = "You work at a post office. Ask the tool for prices; never guess one.",
            Tools = [PostageTool.Name, "calculator"],
        },
    ];
}
