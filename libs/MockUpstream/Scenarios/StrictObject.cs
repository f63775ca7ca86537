using System.Text.Json;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>Reads the members of a JSON object and remembers which were asked for, so that the others can be refused.</summary>
internal sealed class StrictObject
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public StrictObject(JsonElement element, string expectation)
    {
        _element = element.ValueKind == JsonValueKind.Object ? element : throw new ScenarioException($"Not {Describe(element)}: {expectation}.");
    }

    public static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong(name, element, "a string");

    public string? Text(string name) => Find(name) is { } element ? Text(element, name) : null;

    public string? Raw(string name) => Find(name)?.GetRawText();

    public int? Count(string name) => Find(name) is { } element
        ? element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var count) && count is >= 0 and <= ScenarioNames.MaxTokens ? count : throw Wrong(name, element, $"a whole number from 0 to {ScenarioNames.MaxTokens}")
        : null;

    public double? Number(string name) => Find(name) is { } element
        ? element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw Wrong(name, element, "a number")
        : null;

    public TimeSpan? Time(string name) => Find(name) is { } element
        ? element.ValueKind == JsonValueKind.String && Quantities.TryTime(element.GetString()!, out var time) ? time : throw Wrong(name, element, "a time such as \"20ms\" or \"5s\"")
        : null;

    public double? Rate(string name) => Find(name) is { } element
        ? Quantities.TryRate(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText(), out var rate) ? rate : throw Wrong(name, element, "a number a second such as 100 or \"100/s\"")
        : null;

    public int? Size(string name) => Find(name) is { } element
        ? Quantities.TrySize(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText() + "b", out var size) ? size : throw Wrong(name, element, "a size such as 100, \"64k\" or \"8m\"")
        : null;

    public T? Enum<T>(string name)
        where T : struct, Enum => Find(name) is { } element
        ? element.ValueKind == JsonValueKind.String && System.Enum.TryParse<T>(element.GetString()!.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var value) && System.Enum.IsDefined(value)
            ? value
            : throw Wrong(name, element, $"one of {string.Join(", ", System.Enum.GetNames<T>())}")
        : null;

    public T? Object<T>(string name, Func<JsonElement, T> read)
        where T : class => Find(name) is { } element ? read(element) : null;

    public IReadOnlyList<T>? List<T>(string name, Func<JsonElement, T> read) => Find(name) is { } element
        ? element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(read)] : throw Wrong(name, element, "an array")
        : null;

    public void RefuseOthers()
    {
        foreach (var member in _element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
            {
                throw new ScenarioException($"There is no '{member.Name}' here. There are: {string.Join(", ", _known)}.");
            }
        }
    }

    private static ScenarioException Wrong(string name, JsonElement element, string expected) =>
        new($"'{name}' is {expected}, not {Describe(element)}.");

    private static string Describe(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length > 60 ? text[..60] + "…" : text;
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return _element.TryGetProperty(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
    }
}
