using System.Text;

namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>
/// A decoder in the form that text can be streamed through: steps that look at one token's text at a time, how texts become bytes, steps for
/// what follows that, and what goes at the ends of the whole. Every decoder of real model folders has this form.
/// </summary>
internal sealed class DecoderPipeline
{
    /// <summary>Gets the steps before texts become bytes.</summary>
    public required IReadOnlyList<IDecoderStep> Before { get; init; }

    public required ByteStage ByteStage { get; init; }

    /// <summary>Gets the steps after bytes have become texts: a run of bytes is one token for them.</summary>
    public required IReadOnlyList<IDecoderStep> After { get; init; }

    /// <summary>Gets what goes at the ends of the whole text, or null.</summary>
    public StripRule? Strip { get; init; }

    /// <summary>Gets whether the last token's text differs from what it is elsewhere.</summary>
    public bool DependsOnLast => Before.Any(static step => step is BytePairStep);

    /// <summary>Gets what <paramref name="token"/> adds.</summary>
    /// <param name="token">The token's text.</param>
    /// <param name="isAdded">Whether it is an added token, which the byte alphabet does not apply to.</param>
    /// <param name="endOfWord">The text that ends a word's last token, shown as a space where bytes are the output; or null.</param>
    /// <param name="isFirst">Whether it begins the output.</param>
    /// <param name="isLast">Whether it ends the output.</param>
    public DecodedToken Decode(string token, bool isAdded, string? endOfWord, bool isFirst, bool isLast)
    {
        foreach (var step in Before)
        {
            token = step.Rewrite(token, isFirst, isLast);
        }

        if (ByteStage == ByteStage.Fallback && Models.ByteTokens.Parse(token) is { } value)
        {
            return new DecodedToken([value], IsByte: true);
        }

        return ByteStage == ByteStage.Level && !isAdded
            ? new DecodedToken(DecodeAlphabet(token, endOfWord), IsByte: false)
            : new DecodedToken(Encoding.UTF8.GetBytes(ApplyAfter(token, isFirst)), IsByte: false);
    }

    /// <summary>Applies the steps for text that has been bytes, or stands beside such.</summary>
    public string ApplyAfter(string text, bool isFirst)
    {
        foreach (var step in After)
        {
            text = step.Rewrite(text, isFirst, isLast: false);
        }

        return text;
    }

    private static byte[] DecodeAlphabet(string token, string? endOfWord)
    {
        var ends = endOfWord is not null && token.EndsWith(endOfWord, StringComparison.Ordinal);
        token = ends ? token[..^endOfWord!.Length] : token;
        var bytes = ByteAlphabet.ToBytes(token) ?? Encoding.UTF8.GetBytes(token);
        return ends ? [.. bytes, (byte)' '] : bytes;
    }
}
