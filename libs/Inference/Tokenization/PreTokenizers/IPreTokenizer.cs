namespace Switchyard.Inference.Tokenization.PreTokenizers;

/// <summary>Cuts text into pieces, and may rewrite them.</summary>
/// <remarks>Implementations are immutable and safe for concurrent use.</remarks>
internal interface IPreTokenizer
{
    /// <summary>Gets whether some of the text may be in none of the pieces.</summary>
    bool DropsText { get; }

    /// <summary>Cuts the pieces of <paramref name="text"/> further.</summary>
    void Apply(PreTokenizedText text);
}
