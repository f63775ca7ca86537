using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Vocabularies;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Constraints;

/// <summary>A model's tokens as constraints need them: made once for a model, used by all its constraints.</summary>
/// <remarks>Immutable and safe for concurrent use. Takes some hundred milliseconds to make for 200,000 tokens.</remarks>
public sealed class ConstraintVocabulary
{
    private readonly byte[]?[] _bytes;
    private readonly byte[]?[]? _firstBytes;

    /// <summary>Makes the vocabulary of a tokenizer that writes a token in the same way wherever it stands.</summary>
    /// <param name="getBytes">Gives a token's bytes, which may be a part of a character; empty for control tokens and ids without a token, which no constraint ever allows.</param>
    /// <param name="width">The number of ids: the width of the model's logits.</param>
    public ConstraintVocabulary(Func<int, ReadOnlyMemory<byte>> getBytes, int width)
        : this(getBytes, getBytes, width)
    {
    }

    /// <summary>Makes the vocabulary.</summary>
    /// <param name="getBytes">Gives a token's bytes, which may be a part of a character; empty for control tokens and ids without a token, which no constraint ever allows.</param>
    /// <param name="getFirstBytes">Gives the bytes of a token that begins the text.</param>
    /// <param name="width">The number of ids: the width of the model's logits.</param>
    public ConstraintVocabulary(Func<int, ReadOnlyMemory<byte>> getBytes, Func<int, ReadOnlyMemory<byte>> getFirstBytes, int width)
    {
        ArgumentNullException.ThrowIfNull(getBytes);
        ArgumentNullException.ThrowIfNull(getFirstBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _bytes = ReadAll(getBytes, width);
        var first = ReadAll(getFirstBytes, width);
        var differs = Enumerable.Range(0, width).Any(id => !first[id].AsSpan().SequenceEqual(_bytes[id]));
        _firstBytes = differs ? first : null;
        FirstTrie = differs ? new TokenTrie([.. GetTokens(first)], width) : null;
        var tokens = GetTokens(_bytes).ToList();
        Trie = new TokenTrie(tokens, width);
        Usable = ByteSet.Of(tokens.Where(token => token.Bytes.Length == 1).Select(token => (int)token.Bytes.Span[0]));
        Texts = PlainStrings.CompileText(new AutomatonLimits(Usable)) is { } text ? new StringHeads(text, Trie, width) : null;
        Keys = PlainStrings.CompileKey(new AutomatonLimits(Usable)) is { } key ? new StringHeads(key, Trie, width) : null;
    }

    /// <summary>Gets the number of ids.</summary>
    public int Width => _bytes.Length;

    /// <summary>Gets the size in memory of what is derived from the tokens, in bytes.</summary>
    public long ByteCount => Trie.ByteCount + (FirstTrie?.ByteCount ?? 0) + (Texts?.ByteCount ?? 0) + (Keys?.ByteCount ?? 0) + Sum(_bytes) + Sum(_firstBytes ?? []);

    internal TokenTrie Trie { get; }

    /// <summary>Gets the tokens as they begin a text; null where they do so as everywhere.</summary>
    internal TokenTrie? FirstTrie { get; }

    /// <summary>Gets the bytes that are a token of their own. Constraints write nothing that cannot be written with these, so that no text ends in a place from which no token leads on.</summary>
    internal ByteSet Usable { get; }

    /// <summary>Gets what tokens do in any JSON string; null if the vocabulary cannot write one.</summary>
    internal StringHeads? Texts { get; }

    /// <summary>Gets what tokens do in a JSON string without escapes; null if the vocabulary cannot write one.</summary>
    internal StringHeads? Keys { get; }

    /// <summary>Makes a tokenizer's vocabulary; its control tokens give no text.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="width">The width of the model's logits, which is often more than the tokenizer's count.</param>
    public static ConstraintVocabulary Create(Tokenizer tokenizer, int width)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return new ConstraintVocabulary(id => tokenizer.GetBytes(id, skipSpecial: true).ToArray(), id => tokenizer.GetFirstBytes(id, skipSpecial: true).ToArray(), width);
    }

    internal ReadOnlySpan<byte> GetBytes(int token) => Find(_bytes, token);

    /// <summary>Gets the bytes of a token that begins the text; none for one that would begin it with nothing.</summary>
    internal ReadOnlySpan<byte> GetFirstBytes(int token) => Find(_firstBytes ?? _bytes, token);

    private static ReadOnlySpan<byte> Find(byte[]?[] table, int token) => (uint)token < (uint)table.Length ? table[token] : default;

    private static byte[]?[] ReadAll(Func<int, ReadOnlyMemory<byte>> getBytes, int width)
    {
        var table = new byte[]?[width];
        for (var id = 0; id < width; id++)
        {
            table[id] = getBytes(id) is { Length: > 0 and <= ushort.MaxValue } bytes ? bytes.ToArray() : null;
        }

        return table;
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Bytes, int Id)> GetTokens(byte[]?[] table) =>
        table.Index().Where(static item => item.Item is not null).Select(static item => ((ReadOnlyMemory<byte>)item.Item, item.Index));

    private static long Sum(byte[]?[] table) => table.Sum(static bytes => bytes is null ? 8 : bytes.Length + 32L);
}
