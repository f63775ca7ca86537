namespace Switchyard.Contracts.OpenAI;

/// <summary>A called function.</summary>
public sealed record FunctionCall
{
    /// <summary>Gets the function's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the arguments: a JSON object as text, possibly incomplete in stream deltas.</summary>
    public string? Arguments { get; init; }
}
