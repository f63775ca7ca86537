namespace Switchyard.Inference.Chat;

/// <summary>A piece of an assistant's message: text, or a whole tool call.</summary>
public readonly record struct ChatDelta(string? Text, ParsedToolCall? Call);
