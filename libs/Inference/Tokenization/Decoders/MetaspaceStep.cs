namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>
/// Makes spaces of the marks again and drops the one that was put before the text. Of several marks in the first token only one was, so only
/// one goes, as in the npm library; the Rust library drops them all. Where none was put (scheme never) none goes, as in the Rust library; the
/// npm library drops one all the same.
/// </summary>
internal sealed class MetaspaceStep(char replacement, bool drops) : IDecoderStep
{
    public string Rewrite(string token, bool isFirst, bool isLast)
    {
        var text = token.Replace(replacement, ' ');
        return isFirst && drops && text.StartsWith(' ') ? text[1..] : text;
    }
}
