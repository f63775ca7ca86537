using System.Text;
using System.Text.Json;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>
/// Long strings that a step took over from the results of its calls, like a model's answer that became a message. The journal has them in the receipts, so the
/// step names them there instead of repeating them: each is an empty string in the step, and a <see cref="TakenString"/> beside it.
/// </summary>
internal static class TakenStrings
{
    // With its quotes; below it, naming is no shorter than repeating.
    private const int MinLength = 64;

    /// <summary>Takes the strings out.</summary>
    /// <param name="json">What the step changed.</param>
    /// <param name="results">The results of its calls, by the calls' numbers.</param>
    /// <returns>The rest, and what was taken; the same JSON where nothing was.</returns>
    public static (byte[] Left, List<TakenString> Taken) Take(byte[] json, IReadOnlyDictionary<int, ReadOnlyMemory<byte>> results)
    {
        List<TakenString> taken = [];
        if (json.Length < MinLength)
        {
            return (json, taken);
        }

        Dictionary<string, (int Call, int Number)> known = [];
        foreach (var (call, result) in results)
        {
            foreach (var (number, place) in Find(result.Span).Where(found => found.Place.Length() >= MinLength))
            {
                known.TryAdd(Encoding.UTF8.GetString(result.Span[place]), (call, number));
            }
        }

        var rest = known.Count == 0 ? json : Replace(json, (number, place) =>
        {
            if (place.Length() < MinLength || !known.TryGetValue(Encoding.UTF8.GetString(json[place]), out var source))
            {
                return null;
            }

            taken.Add(new TakenString(number, source.Call, source.Number));
            return "\"\""u8.ToArray();
        });
        return (rest, taken);
    }

    /// <summary>Puts them back.</summary>
    /// <param name="rest">What <see cref="Take"/> left.</param>
    /// <param name="taken">What it took.</param>
    /// <param name="resultOf">Gives a call's result.</param>
    public static byte[] PutBack(byte[] rest, IReadOnlyList<TakenString> taken, Func<int, ReadOnlyMemory<byte>> resultOf)
    {
        var byPlace = taken.ToDictionary(found => found.Number);
        return Replace(rest, (number, _) =>
        {
            if (!byPlace.TryGetValue(number, out var source))
            {
                return null;
            }

            var result = resultOf(source.Call);
            return result[Find(result.Span).First(found => found.Number == source.Source).Place].ToArray();
        });
    }

    private static byte[] Replace(byte[] json, Func<int, Range, byte[]?> replacement)
    {
        using var replaced = new MemoryStream(json.Length);
        var copied = 0;
        foreach (var (number, place) in Find(json))
        {
            if (replacement(number, place) is { } other)
            {
                replaced.Write(json.AsSpan(copied..place.Start.Value));
                replaced.Write(other);
                copied = place.End.Value;
            }
        }

        replaced.Write(json.AsSpan(copied));
        return replaced.ToArray();
    }

    /// <summary>The strings that are values, numbered in their order, with where they are, quotes included.</summary>
    private static List<(int Number, Range Place)> Find(ReadOnlySpan<byte> json)
    {
        List<(int Number, Range Place)> found = [];
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                found.Add((found.Count, (int)reader.TokenStartIndex..(int)reader.BytesConsumed));
            }
        }

        return found;
    }

    private static int Length(this Range place) => place.End.Value - place.Start.Value;
}
