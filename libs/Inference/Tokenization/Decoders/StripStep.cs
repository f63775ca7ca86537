namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Drops a character at the ends of each token.</summary>
internal sealed class StripStep(StripRule rule) : IDecoderStep
{
    public string Rewrite(string token, bool isFirst, bool isLast)
    {
        var start = 0;
        while (start < rule.Start && start < token.Length && token[start] == rule.Content)
        {
            start++;
        }

        var end = token.Length;
        while (end > start && token.Length - end < rule.Stop && token[end - 1] == rule.Content)
        {
            end--;
        }

        return token[start..end];
    }
}
