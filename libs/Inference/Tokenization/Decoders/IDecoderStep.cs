namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Rewrites one token's text on its way out.</summary>
/// <remarks>Implementations are immutable and safe for concurrent use.</remarks>
internal interface IDecoderStep
{
    /// <summary>Rewrites <paramref name="token"/>.</summary>
    /// <param name="token">The token's text.</param>
    /// <param name="isFirst">Whether it begins the output.</param>
    /// <param name="isLast">Whether it ends the output.</param>
    string Rewrite(string token, bool isFirst, bool isLast);
}
