using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Conversations;

/// <summary>A prompt, how many messages were left out of it, its size, and whether the model takes it at all.</summary>
internal sealed record Prompt(IReadOnlyList<ChatMessage> Messages, int TrimmedMessages, int Tokens, bool Fits);
