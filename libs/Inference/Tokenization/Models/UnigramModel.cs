using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Switchyard.Inference.Tokenization.Models;

/// <summary>
/// SentencePiece's Unigram: of all ways to cut a piece into tokens, the one whose scores add up highest, found by Viterbi's algorithm over a
/// trie of the tokens. A character without a token of its own costs more than any token; such characters side by side are one unknown
/// token, or are spelled in bytes.
/// </summary>
internal sealed class UnigramModel : ITokenModel
{
    // As in SentencePiece: below the lowest score by this much.
    private const double UnknownPenalty = 10;
    private const int Unknown = -1;

    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _unknownId;
    private readonly TokenTrie _trie;
    private readonly ByteTokens? _byteTokens;

    public UnigramModel(ComponentReader reader, IReadOnlySet<string> special)
    {
        var entries = reader.ToArray(reader.Require("vocab"), "vocab").EnumerateArray().Select(entry => ReadEntry(reader, entry)).ToArray();
        Vocabulary = Vocabulary.FromList(entries.Select(static entry => entry.Text));
        _scores = [.. entries.Select(static entry => entry.Score)];
        _unknownScore = _scores.DefaultIfEmpty().Min() - UnknownPenalty;
        _byteTokens = reader.FindBool("byte_fallback", false) ? new ByteTokens(Vocabulary) : null;
        CoversAllText = _byteTokens?.IsComplete == true;
        _unknownId = ReadUnknown(reader, entries.Length);

        // Where a text is in the list twice, the last is its id.
        _trie = new TokenTrie(Vocabulary.Ids.Where(entry => entry.Key.Length > 0 && !special.Contains(entry.Key)));
    }

    public Vocabulary Vocabulary { get; }

    public bool CoversAllText { get; }

    public string? EndOfWord => null;

    public void Encode(ReadOnlySpan<char> piece, List<int> output)
    {
        var nodes = ArrayPool<Node>.Shared.Rent(piece.Length + 1);
        FindBestPath(piece, nodes);
        AppendPath(piece, nodes, output);
        ArrayPool<Node>.Shared.Return(nodes);
    }

    // nodes[i] is the best way to reach the place i. Of equals the one found first stays, which is the longer token.
    private void FindBestPath(ReadOnlySpan<char> piece, Node[] nodes)
    {
        Array.Fill(nodes, new Node { Start = -1 }, 0, piece.Length + 1);
        nodes[0] = new Node { Start = 0 };
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out var length);
            var hasCharacter = false;
            var node = TokenTrie.Root;
            for (var end = start; end < piece.Length && (node = _trie.Next(node, piece[end])) >= 0;)
            {
                end++;
                var id = _trie.GetValue(node);
                if (id >= 0)
                {
                    Reach(nodes, start, end, id, _scores[id]);
                    hasCharacter |= end == start + length;
                }
            }

            if (!hasCharacter)
            {
                Reach(nodes, start, start + length, Unknown, _unknownScore);
            }

            start += length;
        }
    }

    private static void Reach(Node[] nodes, int start, int end, int id, double score)
    {
        score += nodes[start].Score;
        if (nodes[end].Start < 0 || score > nodes[end].Score)
        {
            nodes[end] = new Node { Start = start, Id = id, Score = score };
        }
    }

    private void AppendPath(ReadOnlySpan<char> piece, Node[] nodes, List<int> output)
    {
        // The way back from the end; each node is made to point to the next one's end.
        var next = -1;
        for (var end = piece.Length; end > 0;)
        {
            var start = nodes[end].Start;
            nodes[end].Start = next;
            next = end;
            end = start;
        }

        var unknownStart = -1;
        var position = 0;
        for (var end = next; end >= 0; position = end, end = nodes[end].Start)
        {
            if (nodes[end].Id == Unknown)
            {
                unknownStart = unknownStart < 0 ? position : unknownStart;
                continue;
            }

            AppendUnknown(piece, unknownStart, position, output);
            unknownStart = -1;
            output.Add(nodes[end].Id);
        }

        AppendUnknown(piece, unknownStart, piece.Length, output);
    }

    private void AppendUnknown(ReadOnlySpan<char> piece, int start, int end, List<int> output)
    {
        if (start >= 0 && _byteTokens?.TryAppend(piece[start..end], output) != true)
        {
            output.Add(_unknownId);
        }
    }

    private int ReadUnknown(ComponentReader reader, int count)
    {
        var id = reader.FindInt("unk_id", -1);
        return id < count && (id >= 0 || CoversAllText) ? id : throw reader.Refuse("unk_id", "it must name a token of the vocabulary");
    }

    private static (string Text, double Score) ReadEntry(ComponentReader reader, JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Array && entry.GetArrayLength() == 2 && entry[1].ValueKind == JsonValueKind.Number
            ? (reader.ToText(entry[0], "vocab"), entry[1].GetDouble())
            : throw reader.Fail("vocab", $"{entry.GetRawText()} is no pair of a text and a score");

    private struct Node
    {
        public int Start;
        public int Id;
        public double Score;
    }
}
