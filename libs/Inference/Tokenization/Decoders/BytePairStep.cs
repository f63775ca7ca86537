namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Makes a space of the mark that ends a word, except at the output's end.</summary>
internal sealed class BytePairStep(string suffix) : IDecoderStep
{
    public string Rewrite(string token, bool isFirst, bool isLast) => token.Replace(suffix, isLast ? string.Empty : " ", StringComparison.Ordinal);
}
