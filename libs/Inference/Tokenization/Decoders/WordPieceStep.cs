namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Joins what continues a word and puts a space before every other token; clean-up takes the space before punctuation away again.</summary>
internal sealed class WordPieceStep(string prefix, bool cleansUp) : IDecoderStep
{
    private static readonly (string Found, string Replacement)[] s_cleanUps =
        [(" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re")];

    public string Rewrite(string token, bool isFirst, bool isLast)
    {
        var continues = prefix.Length > 0 && token.StartsWith(prefix, StringComparison.Ordinal);
        var text = isFirst ? token : continues ? token[prefix.Length..] : " " + token;
        if (!cleansUp)
        {
            return text;
        }

        foreach (var (found, replacement) in s_cleanUps)
        {
            text = text.Replace(found, replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
