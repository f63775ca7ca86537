using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>The agents that every host has.</summary>
internal static class CodeAgents
{
    public static IReadOnlyList<AgentDocument> All { get; } =
    [
        new AgentDocument
        {
            Id = "assistant",
            Kind = AgentKinds.ReAct,
            Description = "Answers questions and uses tools: arithmetic, dates, units, text, memory and files.",
            SystemPrompt = "You are a helpful assistant. Use a tool when it helps.",
        },
    ];
}
