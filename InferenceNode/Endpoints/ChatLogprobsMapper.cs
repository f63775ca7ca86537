using System.Text;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Writes log probabilities as chat answers have them.</summary>
internal static class ChatLogprobsMapper
{
    // What OpenAI gives for a token without probability; JSON has no infinity.
    private const float Impossible = -9999;

    public static ChatLogprobs Map(IReadOnlyList<TokenLogProbs> tokens, Tokenizer tokenizer) => new()
    {
        Content = [.. tokens.Select(token => Map(token.Chosen, tokenizer) with { TopLogprobs = [.. token.Top.Select(top => Map(top, tokenizer))] })],
    };

    public static float Bound(float logProb) => Math.Max(logProb, Impossible);

    private static TokenLogprob Map(TokenLogProb token, Tokenizer tokenizer)
    {
        var bytes = tokenizer.GetBytes(token.Token, skipSpecial: false);
        var values = new int[bytes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = bytes[i];
        }

        return new TokenLogprob { Token = Encoding.UTF8.GetString(bytes), Logprob = Bound(token.LogProb), Bytes = values };
    }
}
