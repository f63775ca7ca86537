namespace Switchyard.Inference.Tokenization.Models;

/// <summary>A model's token texts and their ids.</summary>
internal sealed class Vocabulary
{
    // More than any vocabulary has; a table of that many tokens still fits into memory.
    private const int HighestId = (1 << 24) - 1;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string?> _texts = [];

    private Vocabulary() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Gets the texts and ids.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>Gets the texts by id; null for an id without a token.</summary>
    public IReadOnlyList<string?> Texts => _texts;

    /// <summary>Reads the member <c>vocab</c>, an object of ids by text.</summary>
    /// <exception cref="Inference.Models.ModelLoadException">It is missing or broken.</exception>
    public static Vocabulary Read(ComponentReader reader)
    {
        var vocabulary = new Vocabulary();
        foreach (var entry in reader.ToObject(reader.Require("vocab"), "vocab").EnumerateObject())
        {
            vocabulary.Add(entry.Name, CheckId(reader, "vocab", reader.ToCount(entry.Value, "vocab")));
        }

        return vocabulary._ids.Count > 0 ? vocabulary : throw reader.Fail("vocab", "the vocabulary is empty");
    }

    /// <summary>Makes a vocabulary whose ids are the texts' places.</summary>
    public static Vocabulary FromList(IEnumerable<string> texts)
    {
        var vocabulary = new Vocabulary();
        foreach (var text in texts)
        {
            vocabulary.Add(text, vocabulary._texts.Count);
        }

        return vocabulary;
    }

    /// <summary>Gets <paramref name="id"/> when it is one that a vocabulary may have.</summary>
    /// <exception cref="Inference.Models.ModelLoadException">It is not.</exception>
    public static int CheckId(ComponentReader reader, string name, int id) => id <= HighestId ? id : throw reader.Fail(name, $"the id {id} is higher than {HighestId}");

    /// <summary>Gets the id of <paramref name="text"/>, or -1.</summary>
    public int Find(ReadOnlySpan<char> text) => _lookup.TryGetValue(text, out var id) ? id : -1;

    private void Add(string text, int id)
    {
        _ids[text] = id;
        while (_texts.Count <= id)
        {
            _texts.Add(null);
        }

        _texts[id] = text;
    }
}
