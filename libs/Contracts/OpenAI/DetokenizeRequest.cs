namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /detokenize</c>.</summary>
public sealed record DetokenizeRequest
{
    /// <summary>Gets the model string.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the token ids.</summary>
    public IReadOnlyList<int>? Tokens { get; init; }
}
