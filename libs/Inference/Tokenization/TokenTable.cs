using System.Collections.Frozen;
using System.Text;
using Switchyard.Inference.Tokenization.Decoders;

namespace Switchyard.Inference.Tokenization;

/// <summary>What each token is in text.</summary>
internal sealed class TokenTable
{
    // Control tokens of some tokenizers that belong to the text all the same: whoever reads calls and reasoning needs them.
    private static readonly FrozenSet<string> s_shown = FrozenSet.Create(
        StringComparer.Ordinal, "<tool_call>", "</tool_call>", "<|python_tag|>", "[TOOL_CALLS]", "[CALL_ID]", "[ARGS]", "<think>", "</think>");

    private readonly DecoderPipeline _decoder;
    private readonly string? _endOfWord;
    private readonly string?[] _texts;
    private readonly byte[]?[] _bytes;
    private readonly bool[] _isAdded;
    private readonly bool[] _isSpecial;

    public TokenTable(TokenizerFile file)
    {
        _decoder = file.Decoder;
        _endOfWord = file.Model.EndOfWord;
        Count = Math.Max(file.Model.Vocabulary.Texts.Count, file.AddedTokens.Select(static token => token.Id + 1).DefaultIfEmpty().Max());
        (_texts, _bytes, _isAdded, _isSpecial) = (new string?[Count], new byte[]?[Count], new bool[Count], new bool[Count]);
        for (var id = 0; id < file.Model.Vocabulary.Texts.Count; id++)
        {
            _texts[id] = file.Model.Vocabulary.Texts[id];
        }

        foreach (var token in file.AddedTokens)
        {
            (_texts[token.Id], _isAdded[token.Id], _isSpecial[token.Id]) = (token.Content, true, token.IsSpecial && !s_shown.Contains(token.Content));
        }

        for (var id = 0; id < Count; id++)
        {
            _bytes[id] = _texts[id] is null ? null : Decode(id, isFirst: false, isLast: false).Bytes;
        }

        LongestBytes = Math.Max(1, Math.Max(_bytes.Max(static bytes => bytes?.Length ?? 0), _decoder.ByteStage == ByteStage.Level ? 0 : _texts.Max(static text => Encoding.UTF8.GetByteCount(text ?? string.Empty))));
    }

    /// <summary>Gets the number of ids, those without a token included.</summary>
    public int Count { get; }

    /// <summary>Gets the bytes of the token that has the most, shown or as the vocabulary writes it; 1 at least.</summary>
    public int LongestBytes { get; }

    /// <summary>Gets whether <paramref name="token"/> has text to show.</summary>
    public bool IsShown(int token, bool skipSpecial) => (uint)token < (uint)Count && _texts[token] is not null && !(skipSpecial && _isSpecial[token]);

    /// <summary>Gets the bytes of a token that neither begins nor ends the output.</summary>
    public ReadOnlySpan<byte> GetBytes(int token) => _bytes[token];

    /// <summary>Gets what <paramref name="token"/> adds at its place.</summary>
    public DecodedToken Decode(int token, bool isFirst, bool isLast) => _decoder.Decode(_texts[token]!, _isAdded[token], _endOfWord, isFirst, isLast);
}
