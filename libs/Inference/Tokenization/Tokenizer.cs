using System.Text;
using System.Text.RegularExpressions;
using Switchyard.Inference.Tokenization.Decoders;
using Switchyard.Inference.Tokenization.PreTokenizers;

namespace Switchyard.Inference.Tokenization;

/// <summary>Turns text into a model's tokens and back.</summary>
/// <remarks>Immutable after loading and safe for concurrent use.</remarks>
public sealed class Tokenizer
{
    private readonly TokenizerFile _file;
    private readonly AddedTokenMatcher _allAdded;
    private readonly AddedTokenMatcher _visibleAdded;
    private readonly AddedTokenMatcher _normalizedAdded;

    internal Tokenizer(TokenizerFile file)
    {
        _file = file;

        // Control tokens are looked for in text as it was written, even where the file says normalized: text that only becomes one by being
        // normalized, such as one in full-width letters, is no control token, and ControlTokenGuard knows only the written form.
        _allAdded = new AddedTokenMatcher(file.AddedTokens.Where(static token => token.IsSpecial || !token.IsNormalized));
        _visibleAdded = new AddedTokenMatcher(file.AddedTokens.Where(static token => !token.IsSpecial && !token.IsNormalized));
        _normalizedAdded = new AddedTokenMatcher(file.AddedTokens.Where(static token => !token.IsSpecial && token.IsNormalized)
            .Select(token => token with { Content = Normalize(token.Content) }));
        Table = new TokenTable(file);
        MaxTokenBytes = FindMaxTokenBytes();
        SpecialTokens = [.. file.AddedTokens.Where(static token => token.IsSpecial).Select(static token => token.Content)];
    }

    /// <summary>Gets the number of ids, those without a token included.</summary>
    public int Count => Table.Count;

    /// <summary>
    /// Gets how much text one token may stand for: text of n bytes has at least n divided by this many tokens. <see cref="int.MaxValue"/> for a
    /// tokenizer that may drop text, or make one unknown token of much of it.
    /// </summary>
    public int MaxTokenBytes { get; }

    /// <summary>Gets the texts of the control tokens.</summary>
    public IEnumerable<string> SpecialTokens { get; }

    /// <summary>Gets the tokens that go before plain text, such as Llama's begin of text; chat templates write theirs themselves.</summary>
    public IReadOnlyList<int> PrefixIds => _file.PostProcessor.PrefixIds;

    /// <summary>Gets the tokens that go after plain text, such as BERT's separator; not for text that a model is to continue.</summary>
    public IReadOnlyList<int> SuffixIds => _file.PostProcessor.SuffixIds;

    internal TokenTable Table { get; }

    internal DecoderPipeline Decoder => _file.Decoder;

    /// <summary>Loads <c>tokenizer.json</c> from <paramref name="path"/>.</summary>
    /// <exception cref="Inference.Models.ModelLoadException">The file is missing, broken, or of a kind that is not served.</exception>
    public static Tokenizer Load(string path) => new(TokenizerFile.Read(path));

    /// <summary>Encodes <paramref name="text"/>, without <see cref="PrefixIds"/> and <see cref="SuffixIds"/>.</summary>
    /// <param name="text">The text; it may hold marks of <see cref="ControlTokenGuard"/>.</param>
    /// <param name="allowSpecial">Whether a control token's text becomes that token; false for text that a user wrote.</param>
    /// <exception cref="RegexMatchTimeoutException">An expression in the file needs longer for this text than 10 seconds.</exception>
    public IReadOnlyList<int> Encode(string text, bool allowSpecial)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new List<int>((text.Length / 3) + 8);
        var matcher = allowSpecial ? _allAdded : _visibleAdded;
        var start = 0;
        while (start < text.Length)
        {
            var match = matcher.Find(text, start);
            EncodePlain(text[start..(match?.Start ?? text.Length)], isStart: start == 0, output);
            if (match is not { } token)
            {
                break;
            }

            output.Add(token.Id);
            start = token.End;
        }

        return output;
    }

    /// <summary>Decodes <paramref name="tokens"/>; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Decode(IEnumerable<int> tokens, bool skipSpecial)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var decoder = new IncrementalDecoder(this, skipSpecial);
        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            text.Append(decoder.Add(token));
        }

        return text.Append(decoder.Finish()).ToString();
    }

    /// <summary>
    /// Gets the bytes that a token adds to text that has begun, which may be a part of a character; none for an id without a token. Some
    /// decoders treat the token that begins the text otherwise: see <see cref="GetFirstBytes"/>.
    /// </summary>
    public ReadOnlySpan<byte> GetBytes(int token, bool skipSpecial) => Table.IsShown(token, skipSpecial) ? Table.GetBytes(token) : default;

    /// <summary>Gets the bytes of a token that begins the text: without the space that stands before other words, for instance.</summary>
    public ReadOnlySpan<byte> GetFirstBytes(int token, bool skipSpecial)
    {
        if (!Table.IsShown(token, skipSpecial))
        {
            return default;
        }

        var bytes = Table.Decode(token, isFirst: true, isLast: false).Bytes.AsSpan();
        if (Decoder.Strip is not { } strip)
        {
            return bytes;
        }

        var content = Encoding.UTF8.GetBytes([strip.Content]);
        for (var left = strip.Start; left > 0 && bytes.StartsWith(content); left--)
        {
            bytes = bytes[content.Length..];
        }

        return bytes;
    }

    private void EncodePlain(string text, bool isStart, List<int> output)
    {
        text = Normalize(ControlTokenGuard.Unprotect(text));
        var start = 0;
        while (start < text.Length)
        {
            var match = _normalizedAdded.Find(text, start);
            EncodePieces(text[start..(match?.Start ?? text.Length)], isStart && start == 0, output);
            if (match is not { } token)
            {
                break;
            }

            output.Add(token.Id);
            start = token.End;
        }
    }

    private void EncodePieces(string text, bool isStart, List<int> output)
    {
        var pieces = new PreTokenizedText(text, isStart);
        _file.PreTokenizer?.Apply(pieces);
        foreach (var piece in pieces.Pieces)
        {
            _file.Model.Encode(pieces.Text.AsSpan(piece.Start, piece.Length), output);
        }
    }

    private string Normalize(string text) => text.Length == 0 || _file.Normalizer is null ? text : _file.Normalizer.Normalize(text);

    private int FindMaxTokenBytes()
    {
        var keepsText = _file.Model.CoversAllText && _file.PreTokenizer?.DropsText != true && !_file.AddedTokens.Any(static token => token.StripsLeft || token.StripsRight);
        return keepsText ? (int)Math.Min(int.MaxValue, (long)Table.LongestBytes * (_file.Normalizer?.MaxShrink ?? 1)) : int.MaxValue;
    }
}
