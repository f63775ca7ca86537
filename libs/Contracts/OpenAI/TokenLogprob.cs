namespace Switchyard.Contracts.OpenAI;

/// <summary>A token of an answer, or one that could have stood in its place.</summary>
public sealed record TokenLogprob
{
    /// <summary>Gets the token's text; bytes that are no characters of their own are shown as U+FFFD.</summary>
    public required string Token { get; init; }

    /// <summary>Gets the natural logarithm of its probability; -9999 where it had none.</summary>
    public float Logprob { get; init; }

    /// <summary>Gets the token's bytes in UTF-8.</summary>
    public required IReadOnlyList<int> Bytes { get; init; }

    /// <summary>Gets the likeliest tokens in its place; absent on these themselves.</summary>
    public IReadOnlyList<TokenLogprob>? TopLogprobs { get; init; }
}
