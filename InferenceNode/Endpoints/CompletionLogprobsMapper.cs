using System.Text;
using System.Text.Unicode;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tokenization;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Writes log probabilities as text completions have them, and counts where in the text each token begins.</summary>
internal sealed class CompletionLogprobsMapper(Tokenizer tokenizer)
{
    private readonly List<string> _tokens = [];
    private readonly List<float?> _logprobs = [];
    private readonly List<IReadOnlyDictionary<string, float>?> _top = [];
    private readonly List<int> _offsets = [];
    private int _begun;

    /// <summary>Adds an echoed prompt, whose first token nothing comes before.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="scores">How likely its tokens were, the first one's left out.</param>
    public void AddPrompt(IReadOnlyList<int> prompt, IReadOnlyList<TokenLogProbs> scores)
    {
        Add(prompt[0], null, null, tokenizer.GetFirstBytes(prompt[0], skipSpecial: false));
        foreach (var score in scores)
        {
            Add(score.Chosen.Token, score.Chosen.LogProb, score, tokenizer.GetBytes(score.Chosen.Token, skipSpecial: false));
        }
    }

    /// <summary>Adds generated tokens.</summary>
    public void Add(IReadOnlyList<TokenLogProbs> tokens)
    {
        foreach (var token in tokens)
        {
            Add(token.Chosen.Token, token.Chosen.LogProb, token, tokenizer.GetBytes(token.Chosen.Token, skipSpecial: true));
        }
    }

    /// <summary>Gets what was added since the last time.</summary>
    public CompletionLogprobs Take()
    {
        var taken = new CompletionLogprobs { Tokens = [.. _tokens], TokenLogprobs = [.. _logprobs], TopLogprobs = [.. _top], TextOffset = [.. _offsets] };
        _tokens.Clear();
        _logprobs.Clear();
        _top.Clear();
        _offsets.Clear();
        return taken;
    }

    private void Add(int token, float? logProb, TokenLogProbs? top, ReadOnlySpan<byte> bytes)
    {
        _tokens.Add(ToText(token));
        _logprobs.Add(logProb is { } value ? ChatLogprobsMapper.Bound(value) : null);
        _top.Add(top is null ? null : ToTop(top));
        _offsets.Add(Advance(bytes));
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
