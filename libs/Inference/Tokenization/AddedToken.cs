namespace Switchyard.Inference.Tokenization;

/// <summary>A token outside the model's vocabulary rules: matched as a whole before text is split.</summary>
internal sealed record AddedToken
{
    /// <summary>Gets the token's id.</summary>
    public required int Id { get; init; }

    /// <summary>Gets its text.</summary>
    public required string Content { get; init; }

    /// <summary>Gets whether it is a control token: not shown in decoded text, and never made from a user's text.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Gets whether it is matched only where no word character stands beside it.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Gets whether it takes the white space before it.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>Gets whether it takes the white space after it.</summary>
    public bool StripsRight { get; init; }

    /// <summary>Gets whether it is looked for in normalized text.</summary>
    public bool IsNormalized { get; init; }
}
