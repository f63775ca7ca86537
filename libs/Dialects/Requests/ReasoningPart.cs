namespace Switchyard.Dialects.Requests;

/// <summary>What the model thought before it went on.</summary>
/// <param name="Text">The thoughts or a summary of them; empty where they are hidden.</param>
/// <param name="Signature">The provider's proof that the thoughts are unchanged, or, where <see cref="IsRedacted"/>, the encrypted thoughts; <see langword="null"/> where it gives none.
/// With an empty text it belongs to the part that follows (Gemini's thought signatures).</param>
/// <param name="Origin">Who can verify the signature.</param>
public sealed record ReasoningPart(string Text, string? Signature, ReasoningOrigin Origin) : MessagePart
{
    /// <summary>Gets whether <see cref="Signature"/> holds the thoughts themselves, encrypted, rather than a proof of <see cref="Text"/>.</summary>
    public bool IsRedacted { get; init; }
}
