namespace Switchyard.Contracts.OpenAI;

/// <summary>A call the model makes; in a stream, a piece of one.</summary>
public sealed record ToolCall
{
    /// <summary>Gets the position in the message; only in stream deltas.</summary>
    public int? Index { get; init; }

    /// <summary>Gets the call's id.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the kind, <c>function</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the function and its arguments.</summary>
    public FunctionCall? Function { get; init; }
}
