namespace Switchyard.Contracts.OpenAI;

/// <summary>OpenAI's error object.</summary>
public sealed record ErrorResponse
{
    /// <summary>Gets the error.</summary>
    public required ErrorDetail Error { get; init; }
}
