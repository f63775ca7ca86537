using System.Text.Json;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tokenization;

/// <summary>
/// Reads one object of <c>tokenizer.json</c> and keeps count of what was read: <see cref="End"/> refuses members that nobody asked for,
/// because a tokenizer that is nearly right makes a model that is quietly wrong.
/// </summary>
/// <param name="file">The file's path, for messages.</param>
/// <param name="path">The object's place in the file, for messages; empty for the root.</param>
/// <param name="element">The object.</param>
internal sealed class ComponentReader(string file, string path, JsonElement element)
{
    private const int LongestQuotedValue = 80;

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Opens the root of a file.</summary>
    public static ComponentReader OfRoot(string file, JsonElement root) =>
        root.ValueKind == JsonValueKind.Object ? new ComponentReader(file, string.Empty, root) : throw new ModelLoadException($"{file}: the file must hold a JSON object.");

    /// <summary>Gets the member <paramref name="name"/>, or null when it is absent or JSON null.</summary>
    public JsonElement? Find(string name)
    {
        _read.Add(name);
        return element.Find(name);
    }

    public JsonElement Require(string name) => Find(name) ?? throw Fail(name, "the member is missing");

    public string? FindString(string name) => Find(name) is { } value ? ToText(value, name) : null;

    public string RequireString(string name) => ToText(Require(name), name);

    public bool FindBool(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Refuse(name, "true or false is expected"),
    };

    public int FindInt(string name, int otherwise) => Find(name) is { } value ? ToCount(value, name) : otherwise;

    /// <summary>Gets the object <paramref name="name"/>, or null when it is absent or JSON null.</summary>
    public ComponentReader? FindComponent(string name) => Find(name) is { } value ? new ComponentReader(file, Place(name), ToObject(value, name)) : null;

    /// <summary>Gets the objects of the array <paramref name="name"/>; none when it is absent.</summary>
    public IEnumerable<ComponentReader> FindComponents(string name) => Find(name) is { } value
        ? ToArray(value, name).EnumerateArray().Select((item, i) => new ComponentReader(file, Place($"{name}[{i}]"), ToObject(item, $"{name}[{i}]")))
        : [];

    public string ToText(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Refuse(name, "a string is expected");
        }
        catch (InvalidOperationException exception)
        {
            throw new ModelLoadException($"{file}: '{Place(name)}' holds half a surrogate pair, which is no text.", exception);
        }
    }

    public int ToCount(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : throw Refuse(name, "a whole number of 0 or more is expected");

    public JsonElement ToArray(JsonElement value, string name) => value.ValueKind == JsonValueKind.Array ? value : throw Refuse(name, "an array is expected");

    public JsonElement ToObject(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object ? value : throw Refuse(name, "an object is expected");

    /// <summary>Reads members that change nothing here; the caller says why.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _read.Add(name);
        }
    }

    /// <summary>Ends the object.</summary>
    /// <exception cref="ModelLoadException">It holds a member that nobody read.</exception>
    public void End()
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !_read.Contains(member.Name))
            {
                throw Refuse(member.Name, "the member is not served");
            }
        }
    }

    /// <summary>Makes the refusal of a member by its value.</summary>
    public ModelLoadException Refuse(string name, string reason)
    {
        var value = element.Find(name)?.GetRawText() ?? "null";
        return Fail(name, $"{(value.Length > LongestQuotedValue ? value[..LongestQuotedValue] + "…" : value)} is refused: {reason}");
    }

    public ModelLoadException Fail(string name, string problem) => new($"{file}: '{Place(name)}': {problem}.");

    private string Place(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
