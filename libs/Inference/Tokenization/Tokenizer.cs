using System.Buffers;
using System.Text;

namespace Switchyard.Inference.Tokenization;

/// <summary>Turns text into a model's tokens and back.</summary>
/// <remarks>Immutable after loading and safe for concurrent use.</remarks>
public sealed class Tokenizer
{
    private readonly TokenizerFile _file;
    private readonly PreTokenizer _preTokenizer;
    private readonly BytePairEncoder _encoder;
    private readonly AddedTokenMatcher _allAdded;
    private readonly AddedTokenMatcher _visibleAdded;
    private readonly byte[]?[] _bytes;
    private readonly bool[] _special;

    private Tokenizer(TokenizerFile file)
    {
        _file = file;
        _preTokenizer = new PreTokenizer(file.Pattern);
        _encoder = new BytePairEncoder(ReadByteIds(file), file.Merges);
        _allAdded = new AddedTokenMatcher(file.AddedTokens);
        _visibleAdded = new AddedTokenMatcher(file.AddedTokens.Where(token => !token.IsSpecial));
        var count = 1 + Math.Max(file.Vocabulary.Values.Max(), file.AddedTokens.Select(token => token.Id).DefaultIfEmpty().Max());
        _bytes = new byte[]?[count];
        _special = new bool[count];
        FillBytes(file);
        MaxTokenBytes = _bytes.Max(bytes => bytes?.Length ?? 0);
    }

    /// <summary>Gets the number of ids, those without a token included.</summary>
    public int Count => _bytes.Length;

    /// <summary>Gets the longest token's bytes: text of n bytes has at least n divided by this many tokens.</summary>
    public int MaxTokenBytes { get; }

    /// <summary>Gets the texts of the control tokens.</summary>
    public IEnumerable<string> SpecialTokens => _file.AddedTokens.Where(token => token.IsSpecial).Select(token => token.Content);

    /// <summary>Gets the tokens that go before plain text, such as Llama's begin of text; chat templates write theirs themselves.</summary>
    public IReadOnlyList<int> PrefixIds => _file.PrefixIds;

    /// <summary>Loads <c>tokenizer.json</c> from <paramref name="path"/>.</summary>
    /// <exception cref="Models.ModelLoadException">The file is missing, broken, or of a kind that is not served.</exception>
    public static Tokenizer Load(string path) => new(TokenizerFile.Read(path));

    /// <summary>Encodes <paramref name="text"/>.</summary>
    /// <param name="text">The text; it may hold marks of <see cref="ControlTokenGuard"/>.</param>
    /// <param name="allowSpecial">Whether a control token's text becomes that token; false for text that a user wrote.</param>
    public IReadOnlyList<int> Encode(string text, bool allowSpecial)
    {
        ArgumentNullException.ThrowIfNull(text);
        var output = new List<int>((text.Length / 3) + 8);
        var matcher = allowSpecial ? _allAdded : _visibleAdded;
        var start = 0;
        while (start < text.Length)
        {
            var (index, token) = matcher.Find(text, start);
            EncodePlain(text[start..(index < 0 ? text.Length : index)], output);
            if (token is null)
            {
                break;
            }

            output.Add(token.Id);
            start = index + token.Content.Length;
        }

        return output;
    }

    /// <summary>Decodes <paramref name="tokens"/>; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Decode(IEnumerable<int> tokens, bool skipSpecial)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var token in tokens)
        {
            bytes.Write(GetBytes(token, skipSpecial));
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Gets a token's bytes, which may be a part of a character; none for an id without a token.</summary>
    public ReadOnlySpan<byte> GetBytes(int token, bool skipSpecial) =>
        (uint)token < (uint)_bytes.Length && !(skipSpecial && _special[token]) ? _bytes[token] : default;

    private void EncodePlain(string text, List<int> output)
    {
        text = ControlTokenGuard.Unprotect(text);
        foreach (var range in _preTokenizer.Split(text))
        {
            var piece = text[range];
            var bytes = Encoding.UTF8.GetBytes(piece);
            if (_file.IgnoreMerges && _file.Vocabulary.TryGetValue(string.Concat(bytes.Select(ByteAlphabet.ToChar)), out var whole))
            {
                output.Add(whole);
                continue;
            }

            _encoder.Encode(bytes, output);
        }
    }

    private static int[] ReadByteIds(TokenizerFile file)
    {
        var ids = new int[256];
        for (var value = 0; value < 256; value++)
        {
            var text = ByteAlphabet.ToChar((byte)value).ToString();
            ids[value] = file.Vocabulary.TryGetValue(text, out var id)
                ? id
                : throw new Models.ModelLoadException($"The tokenizer's vocabulary lacks the byte {value}; it is not a byte-level vocabulary.");
        }

        return ids;
    }

    private void FillBytes(TokenizerFile file)
    {
        foreach (var (text, id) in file.Vocabulary)
        {
            _bytes[id] = ByteAlphabet.ToBytes(text) ?? Encoding.UTF8.GetBytes(text);
        }

        foreach (var token in file.AddedTokens)
        {
            _bytes[token.Id] = Encoding.UTF8.GetBytes(token.Content);
            _special[token.Id] = token.IsSpecial;
        }
    }
}
