using System.Text.Json;

namespace Switchyard.Inference.Tokenization.Models;

/// <summary>Reads the joins of byte-pair encoding: by pair of ids, the rank and the id of the joined token.</summary>
internal static class MergeTable
{
    /// <summary>Reads the member <c>merges</c>.</summary>
    /// <param name="reader">The model.</param>
    /// <param name="vocabulary">Its vocabulary.</param>
    /// <param name="prefix">What begins tokens that continue a word; the right token of a join loses it.</param>
    /// <param name="special">Texts that are control tokens; no join makes one.</param>
    /// <exception cref="Inference.Models.ModelLoadException">It is missing, broken, or names tokens that the vocabulary lacks.</exception>
    public static Dictionary<long, (int Rank, int Id)> Read(ComponentReader reader, Vocabulary vocabulary, string prefix, IReadOnlySet<string> special)
    {
        var merges = new Dictionary<long, (int Rank, int Id)>();
        var rank = 0;
        foreach (var merge in reader.ToArray(reader.Require("merges"), "merges").EnumerateArray())
        {
            var (left, right) = ReadPair(reader, merge);
            var joined = left + (right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right);
            var (leftId, rightId, id) = (vocabulary.Find(left), vocabulary.Find(right), vocabulary.Find(joined));
            if (leftId < 0 || rightId < 0 || id < 0)
            {
                throw reader.Fail("merges", $"the merge '{left} {right}' names a token that the vocabulary lacks");
            }

            if (!special.Contains(joined))
            {
                merges.TryAdd(BytePairMerger.PairKey(leftId, rightId), (rank, id));
            }

            rank++;
        }

        return merges;
    }

    // "Ġ a" in older files, ["Ġ", "a"] in newer ones.
    private static (string Left, string Right) ReadPair(ComponentReader reader, JsonElement merge)
    {
        if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2)
        {
            return (reader.ToText(merge[0], "merges"), reader.ToText(merge[1], "merges"));
        }

        var text = reader.ToText(merge, "merges");
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space >= 0 ? (text[..space], text[(space + 1)..]) : throw reader.Fail("merges", $"'{text}' is no pair");
    }
}
