using System.Globalization;

namespace Switchyard.AgentHost.Definitions.Yaml;

/// <summary>Reads the members of one mapping. Nothing throws: what is wrong is noted, so that all of it is told at once, and read as absent.</summary>
internal sealed class MappingReader(YamlValue mapping, string path, MistakeList mistakes)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public int Line => mapping.Line;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public string? Text(string key, int maxLength)
    {
        if (Find(key, YamlKind.Text, "text") is not { } value)
        {
            return null;
        }

        return value.Text.Length <= maxLength ? value.Text : Wrong<string>(value, key, $"'{key}' has {value.Text.Length} characters; at most {maxLength} are taken.");
    }

    /// <summary>A text that is one of <paramref name="choices"/>.</summary>
    public string? Choice(string key, IReadOnlyCollection<string> choices)
    {
        if (Find(key, YamlKind.Text, "text") is not { } value)
        {
            return null;
        }

        return choices.Contains(value.Text) ? value.Text : Wrong<string>(value, key, $"'{key}' is '{value.Text}'; it must be one of: {string.Join(", ", choices)}.");
    }

    public long? Whole(string key, long min, long max)
    {
        if (Find(key, YamlKind.Text, "a whole number") is not { } value)
        {
            return null;
        }

        return long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : Wrong<long?>(value, key, $"'{key}' is '{value.Text}'; it must be a whole number from {min} to {max}.");
    }

    public decimal? Number(string key, decimal min, decimal max)
    {
        if (Find(key, YamlKind.Text, "a number") is not { } value)
        {
            return null;
        }

        return decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : Wrong<decimal?>(value, key, string.Create(CultureInfo.InvariantCulture, $"'{key}' is '{value.Text}'; it must be a number from {min} to {max}."));
    }

    /// <summary>A list of texts, each checked by <paramref name="check"/>, which says what is wrong with one or null.</summary>
    public IReadOnlyList<string>? Texts(string key, Func<string, string?> check)
    {
        if (Find(key, YamlKind.Sequence, "a list") is not { } value)
        {
            return null;
        }

        var texts = new List<string>();
        for (var index = 0; index < value.Items.Count; index++)
        {
            var item = value.Items[index];
            var wrong = item.Kind != YamlKind.Text || item.IsNull ? "It must be a text." : check(item.Text);
            if (wrong is null)
            {
                texts.Add(item.Text);
            }
            else
            {
                mistakes.Add(item.Line, item.Column, $"{PathOf(key)}[{index}]", wrong);
            }
        }

        return texts;
    }

    public IReadOnlyList<MappingReader>? Mappings(string key)
    {
        if (Find(key, YamlKind.Sequence, "a list") is not { } value)
        {
            return null;
        }

        var readers = new List<MappingReader>();
        for (var index = 0; index < value.Items.Count; index++)
        {
            var item = value.Items[index];
            var at = $"{PathOf(key)}[{index}]";
            if (item.Kind == YamlKind.Mapping)
            {
                readers.Add(new MappingReader(item, at, mistakes));
            }
            else
            {
                mistakes.Add(item.Line, item.Column, at, "It must be keys with values.");
            }
        }

        return readers;
    }

    public MappingReader? Mapping(string key) =>
        Find(key, YamlKind.Mapping, "keys with values") is { } value ? new MappingReader(value, PathOf(key), mistakes) : null;

    /// <summary>A mapping whose keys are free and whose values are texts.</summary>
    public IReadOnlyDictionary<string, string>? Map(string key)
    {
        if (Find(key, YamlKind.Mapping, "keys with values") is not { } value)
        {
            return null;
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in value.Members)
        {
            if (member.Value.Kind == YamlKind.Text)
            {
                map[member.Key] = member.Value.Text;
            }
            else
            {
                mistakes.Add(member.Value.Line, member.Value.Column, $"{PathOf(key)}.{member.Key}", $"'{member.Key}' must be a text.");
            }
        }

        return map;
    }

    /// <summary>Notes a mistake of a member's value, or of the mapping where the member is absent.</summary>
    public void Note(string key, string message)
    {
        var at = mapping.Members.FirstOrDefault(member => member.Key == key)?.Value ?? mapping;
        mistakes.Add(at.Line, at.Column, PathOf(key), message);
    }

    /// <summary>Notes the members that nobody asked for.</summary>
    public void End()
    {
        foreach (var member in mapping.Members.Where(member => !_known.Contains(member.Key)))
        {
            mistakes.Add(member.Line, member.Column, PathOf(member.Key), $"'{member.Key}' is not known here; known are: {string.Join(", ", _known)}.");
        }
    }

    private YamlValue? Find(string key, YamlKind kind, string what)
    {
        _known.Add(key);
        if (mapping.Members.FirstOrDefault(member => member.Key == key)?.Value is not { IsNull: false } value)
        {
            return null;
        }

        return value.Kind == kind ? value : Wrong<YamlValue>(value, key, $"'{key}' must be {what}.");
    }

    private T? Wrong<T>(YamlValue value, string key, string message)
    {
        mistakes.Add(value.Line, value.Column, PathOf(key), message);
        return default;
    }
}
