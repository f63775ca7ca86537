namespace Switchyard.ToolCalls;

/// <summary>A piece of an assistant's message: text, a whole tool call, or a piece of its reasoning where that is kept apart.</summary>
public readonly record struct ChatDelta(string? Text, ParsedToolCall? Call)
{
    /// <summary>Gets a piece of the reasoning; then the other two are null.</summary>
    public string? Reasoning { get; init; }
}
