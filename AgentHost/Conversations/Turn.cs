using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Conversations;

/// <summary>One earlier run's messages, from the input to the answer. History is kept and dropped by whole turns: half of one would show results without their calls.</summary>
internal sealed record Turn(IReadOnlyList<ChatMessage> Messages);
