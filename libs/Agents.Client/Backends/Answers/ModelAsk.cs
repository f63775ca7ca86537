using WireMessage = Switchyard.Contracts.OpenAI.ChatMessage;

namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>What a model is asked.</summary>
internal sealed record ModelAsk(string? Model, IReadOnlyList<WireMessage> Messages);
