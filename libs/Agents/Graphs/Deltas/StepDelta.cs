using System.Text.Json;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>What a step with calls changed of a state: a <see cref="StateDelta"/>, without what is in the results of the calls ("taken").</summary>
internal static class StepDelta
{
    private static readonly string[] s_members = ["set", "grown", "removed"];

    /// <summary>Writes the members of the difference into the object that is being written.</summary>
    public static void Write(Utf8JsonWriter writer, StateDocument before, StateDocument after, IReadOnlyDictionary<int, ReadOnlyMemory<byte>> results)
    {
        var delta = EntryJson.Write((before, after), static (inner, states) =>
        {
            inner.WriteStartObject();
            StateDelta.Write(inner, states.before, states.after);
            inner.WriteEndObject();
        });
        var (rest, taken) = TakenStrings.Take(delta, results);
        WriteMembers(writer, EntryJson.Parse(rest));
        if (taken.Count > 0)
        {
            writer.WriteStartArray("taken"u8);
            foreach (var (number, call, source) in taken)
            {
                writer.WriteNumberValue(number);
                writer.WriteNumberValue(call);
                writer.WriteNumberValue(source);
            }

            writer.WriteEndArray();
        }
    }

    /// <summary>The state after the step.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="step">The step's entry.</param>
    /// <param name="results">Gives the results of the step's calls, by the calls' numbers.</param>
    public static StateDocument Apply(StateDocument before, JsonElement step, Func<IReadOnlyDictionary<int, ReadOnlyMemory<byte>>> results)
    {
        if (!step.TryGetProperty("taken", out var numbers))
        {
            return StateDelta.Apply(before, step);
        }

        var taken = numbers.EnumerateArray().Select(number => number.GetInt32()).Chunk(3).Select(triple => new TakenString(triple[0], triple[1], triple[2])).ToArray();
        var known = results();
        var rest = EntryJson.Write(step, static (writer, step) =>
        {
            writer.WriteStartObject();
            WriteMembers(writer, step);
            writer.WriteEndObject();
        });
        return StateDelta.Apply(before, EntryJson.Parse(TakenStrings.PutBack(rest, taken, call => known[call])));
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement delta)
    {
        foreach (var name in s_members)
        {
            if (delta.TryGetProperty(name, out var value))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value.ToUtf8(), skipInputValidation: true);
            }
        }
    }
}
