using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Switchyard.Agents.Graphs.Deltas;

/// <summary>
/// What a step changed of a state: top-level properties that are other now ("set"), those that are gone ("removed"), and of arrays and strings that only
/// grew the tail ("grown").
/// </summary>
internal static class StateDelta
{
    /// <summary>Writes the members of the difference into the object that is being written; none where nothing changed.</summary>
    public static void Write(Utf8JsonWriter writer, StateDocument before, StateDocument after)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        WriteSet(writer, before, after);
        WriteGrown(writer, before, after);
        WriteRemoved(writer, before, after);
    }

    /// <summary>The state after the difference.</summary>
    public static StateDocument Apply(StateDocument before, JsonElement delta)
    {
        var set = Members(delta, "set");
        var grown = Members(delta, "grown");
        var removed = delta.GetStrings("removed");
        if (set.Count == 0 && grown.Count == 0 && removed.Length == 0)
        {
            return before;
        }

        var after = EntryJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in before.Properties)
            {
                var name = NameOf(before, property);
                if (set.Remove(name, out var value))
                {
                    WriteProperty(writer, name, value.ToUtf8());
                }
                else if (!removed.Contains(name))
                {
                    WriteProperty(writer, name, grown.TryGetValue(name, out var tail) ? Join(before.Value(property), tail.ToUtf8()) : before.Value(property));
                }
            }

            foreach (var (name, value) in set)
            {
                WriteProperty(writer, name, value.ToUtf8());
            }

            writer.WriteEndObject();
        });
        return StateDocument.Of(EntryJson.Parse(after));
    }

    private static void WriteSet(Utf8JsonWriter writer, StateDocument before, StateDocument after)
    {
        var open = false;
        for (var index = 0; index < after.Properties.Count; index++)
        {
            var property = after.Properties[index];
            var old = before.Find(after.Name(property), index);
            if (old is null || (!before.Value(old.Value).SequenceEqual(after.Value(property)) && !HasGrown(before.Value(old.Value), after.Value(property))))
            {
                Open(writer, "set"u8, ref open);
                writer.WritePropertyName(NameOf(after, property));
                writer.WriteRawValue(after.Value(property), skipInputValidation: true);
            }
        }

        Close(writer, open);
    }

    private static void WriteGrown(Utf8JsonWriter writer, StateDocument before, StateDocument after)
    {
        var open = false;
        for (var index = 0; index < after.Properties.Count; index++)
        {
            var property = after.Properties[index];
            var value = after.Value(property);
            if (before.Find(after.Name(property), index) is { } old && HasGrown(before.Value(old), value))
            {
                Open(writer, "grown"u8, ref open);
                writer.WritePropertyName(NameOf(after, property));
                WriteTail(writer, value, old.ValueLength);
            }
        }

        Close(writer, open);
    }

    private static void WriteRemoved(Utf8JsonWriter writer, StateDocument before, StateDocument after)
    {
        var open = false;
        for (var index = 0; index < before.Properties.Count; index++)
        {
            var property = before.Properties[index];
            if (after.Find(before.Name(property), index) is null)
            {
                if (!open)
                {
                    writer.WriteStartArray("removed"u8);
                    open = true;
                }

                writer.WriteStringValue(NameOf(before, property));
            }
        }

        if (open)
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>The old value without its last sign is a whole beginning of the new one: of an array up to a comma, of a string up to any sign.</summary>
    private static bool HasGrown(ReadOnlySpan<byte> old, ReadOnlySpan<byte> value) =>
        old.Length > 2 && value.Length > old.Length && old[0] == value[0] && value.StartsWith(old[..^1]) &&
        (old[0] == (byte)'"' || (old[0] == (byte)'[' && value[old.Length - 1] == (byte)','));

    /// <summary>What follows the old value, as a value of its own: <c>[</c> or <c>"</c> and the rest.</summary>
    private static void WriteTail(Utf8JsonWriter writer, ReadOnlySpan<byte> value, int oldLength)
    {
        var rest = value[0] == (byte)'[' ? value[oldLength..] : value[(oldLength - 1)..];
        var rented = ArrayPool<byte>.Shared.Rent(rest.Length + 1);
        rented[0] = value[0];
        rest.CopyTo(rented.AsSpan(1));
        writer.WriteRawValue(rented.AsSpan(0, rest.Length + 1), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static byte[] Join(ReadOnlySpan<byte> old, ReadOnlySpan<byte> tail) =>
        old[0] == (byte)'[' ? [.. old[..^1], (byte)',', .. tail[1..]] : [.. old[..^1], .. tail[1..]];

    private static Dictionary<string, JsonElement> Members(JsonElement delta, string name) =>
        delta.TryGetProperty(name, out var members) ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : [];

    private static void WriteProperty(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value, skipInputValidation: true);
    }

    private static string NameOf(StateDocument document, DocumentProperty property)
    {
        var name = document.Name(property);
        if (!name.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(name[1..^1]);
        }

        var reader = new Utf8JsonReader(name);
        reader.Read();
        return reader.GetString()!;
    }

    private static void Open(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ref bool open)
    {
        if (!open)
        {
            writer.WriteStartObject(name);
            open = true;
        }
    }

    private static void Close(Utf8JsonWriter writer, bool open)
    {
        if (open)
        {
            writer.WriteEndObject();
        }
    }
}
