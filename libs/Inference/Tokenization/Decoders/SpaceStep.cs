namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Puts spaces between tokens: what a file without a decoder means.</summary>
internal sealed class SpaceStep : IDecoderStep
{
    public string Rewrite(string token, bool isFirst, bool isLast) => isFirst ? token : " " + token;
}
