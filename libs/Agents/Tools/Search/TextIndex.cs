namespace Switchyard.Agents.Tools.Search;

/// <summary>
/// Finds documents by words, ranked by Okapi BM25: a word counts the more the fewer documents have it, and the less the more often it has been counted
/// (k1 1.2) and the longer the document is (b 0.75). In memory and immutable; safe for concurrent use.
/// Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
/// </summary>
public sealed class TextIndex
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly List<TextDocument> _documents;
    private readonly int[] _lengths;
    private readonly double _averageLength;
    private readonly Dictionary<string, List<Posting>> _postings = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="TextIndex"/> class.</summary>
    public TextIndex(IEnumerable<TextDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        _documents = [.. documents];
        _lengths = new int[_documents.Count];
        for (var index = 0; index < _documents.Count; index++)
        {
            var words = TextWords.Read($"{_documents[index].Title}\n{_documents[index].Text}");
            _lengths[index] = words.Count;
            foreach (var (word, count) in words.CountBy(word => word))
            {
                GetPostings(word).Add(new Posting(index, count));
            }
        }

        _averageLength = _lengths.Length == 0 ? 1 : Math.Max(1, _lengths.Average());
    }

    /// <summary>Gets how many documents there are.</summary>
    public int Count => _documents.Count;

    /// <summary>Finds at most <paramref name="limit"/> documents that have a word of <paramref name="query"/>, best first, equal ones in the order they were given.</summary>
    public IReadOnlyList<TextMatch> Search(string query, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        var scores = new Dictionary<int, double>();
        foreach (var word in TextWords.Read(query).Distinct(StringComparer.Ordinal))
        {
            AddScores(word, scores);
        }

        return [.. scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key).Take(limit).Select(score => new TextMatch(_documents[score.Key], score.Value))];
    }

    private void AddScores(string word, Dictionary<int, double> scores)
    {
        if (!_postings.TryGetValue(word, out var postings))
        {
            return;
        }

        var rarity = Math.Log(1 + ((_documents.Count - postings.Count + 0.5) / (postings.Count + 0.5)));
        foreach (var (document, count) in postings)
        {
            var norm = K1 * (1 - B + (B * _lengths[document] / _averageLength));
            scores[document] = scores.GetValueOrDefault(document) + (rarity * count * (K1 + 1) / (count + norm));
        }
    }

    private List<Posting> GetPostings(string word)
    {
        if (!_postings.TryGetValue(word, out var postings))
        {
            _postings[word] = postings = [];
        }

        return postings;
    }

    private readonly record struct Posting(int Document, int Count);
}
