namespace Switchyard.Contracts.OpenAI;

/// <summary>A tool offered to the model.</summary>
public sealed record ToolDefinition
{
    /// <summary>Gets the kind; <c>function</c> is the only one served.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the function.</summary>
    public FunctionDefinition? Function { get; init; }
}
