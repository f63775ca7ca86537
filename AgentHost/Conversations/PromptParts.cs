using Switchyard.Agents.Tools;

namespace Switchyard.AgentHost.Conversations;

/// <summary>What a prompt is made of.</summary>
internal sealed record PromptParts(string SystemPrompt, History History, string Input, IReadOnlyList<ITool> Tools);
