using System.Text;
using System.Text.Unicode;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Writes log probabilities as text completions have them, and counts where in the text each token begins.</summary>
internal sealed class CompletionLogprobsMapper(Tokenizer tokenizer)
{
    private int _begun;

    public CompletionLogprobs Map(IReadOnlyList<TokenLogProbs> tokens)
    {
        var offsets = new int[tokens.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = Advance(tokenizer.GetBytes(tokens[i].Chosen.Token, skipSpecial: true));
        }

        return new CompletionLogprobs
        {
            Tokens = [.. tokens.Select(token => ToText(token.Chosen.Token))],
            TokenLogprobs = [.. tokens.Select(token => ChatLogprobsMapper.Bound(token.Chosen.LogProb))],
            TopLogprobs = [.. tokens.Select(ToTop)],
            TextOffset = offsets,
        };
    }

    // A token that goes on with a character begins where that does.
    private int Advance(ReadOnlySpan<byte> bytes)
    {
        var offset = bytes.Length > 0 && IsContinuation(bytes[0]) ? Math.Max(0, _begun - 1) : _begun;
        foreach (var value in bytes)
        {
            _begun += IsContinuation(value) ? 0 : 1;
        }

        return offset;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private Dictionary<string, float> ToTop(TokenLogProbs token)
    {
        var top = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var item in token.Top)
        {
            // Of two tokens with one text the likelier is told.
            top.TryAdd(ToText(item.Token), ChatLogprobsMapper.Bound(item.LogProb));
        }

        return top;
    }

    // Bytes that are no text are written as OpenAI writes them, so that different tokens stay different.
    private string ToText(int token)
    {
        var bytes = tokenizer.GetBytes(token, skipSpecial: false);
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder("bytes:");
        foreach (var value in bytes)
        {
            text.Append($"\\x{value:x2}");
        }

        return text.ToString();
    }
}
