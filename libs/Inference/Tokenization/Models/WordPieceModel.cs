namespace Switchyard.Inference.Tokenization.Models;

/// <summary>BERT's WordPiece: the longest token that begins the rest of the word, again and again; a word that cannot be cut so is unknown as a whole.</summary>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly int _unknownId;
    private readonly int _maxCharacters;
    private readonly TokenTrie _beginnings;
    private readonly TokenTrie _continuations;

    public WordPieceModel(ComponentReader reader, IReadOnlySet<string> special)
    {
        Vocabulary = Vocabulary.Read(reader);
        _maxCharacters = reader.FindInt("max_input_chars_per_word", 100);
        _unknownId = Vocabulary.Find(reader.FindString("unk_token") ?? "[UNK]");
        if (_unknownId < 0)
        {
            throw reader.Refuse("unk_token", "the vocabulary lacks it");
        }

        var prefix = reader.FindString("continuing_subword_prefix") ?? "##";
        var tokens = Vocabulary.Ids.Where(entry => entry.Key.Length > 0 && !special.Contains(entry.Key)).ToArray();
        _beginnings = new TokenTrie(tokens);
        _continuations = new TokenTrie(tokens.Where(entry => entry.Key.Length > prefix.Length && entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create(entry.Key[prefix.Length..], entry.Value)));
    }

    public Vocabulary Vocabulary { get; }

    public bool CoversAllText => false;

    public string? EndOfWord => null;

    public void Encode(ReadOnlySpan<char> piece, List<int> output)
    {
        var first = output.Count;
        var isKnown = CountCharacters(piece) <= _maxCharacters;
        for (var start = 0; isKnown && start < piece.Length;)
        {
            var (id, length) = FindLongest(start == 0 ? _beginnings : _continuations, piece[start..]);
            isKnown = id >= 0;
            output.Add(id);
            start += length;
        }

        if (!isKnown)
        {
            output.RemoveRange(first, output.Count - first);
            output.Add(_unknownId);
        }
    }

    private static (int Id, int Length) FindLongest(TokenTrie trie, ReadOnlySpan<char> text)
    {
        var longest = (Id: -1, Length: 0);
        var node = TokenTrie.Root;
        for (var i = 0; i < text.Length && (node = trie.Next(node, text[i])) >= 0; i++)
        {
            longest = trie.GetValue(node) is >= 0 and var id ? (id, i + 1) : longest;
        }

        return longest;
    }

    private static int CountCharacters(ReadOnlySpan<char> piece)
    {
        var count = 0;
        foreach (var _ in piece.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
