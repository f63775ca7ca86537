using Switchyard.Inference.Tokenization.Normalizers;

namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Puts a text in place of every match of a pattern in a token.</summary>
internal sealed class ReplaceStep(ReplaceNormalizer replacement) : IDecoderStep
{
    public string Rewrite(string token, bool isFirst, bool isLast) => replacement.Normalize(token);
}
