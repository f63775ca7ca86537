namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Rewrites text before it is split.</summary>
/// <remarks>Implementations are immutable and safe for concurrent use.</remarks>
internal interface INormalizer
{
    /// <summary>Gets how many characters of text one character of the result may stand for; <see cref="int.MaxValue"/> when text may vanish.</summary>
    int MaxShrink { get; }

    string Normalize(string text);
}
