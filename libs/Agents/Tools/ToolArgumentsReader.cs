using System.Globalization;
using System.Text.Json;

namespace Switchyard.Agents.Tools;

/// <summary>Checks what the model wrote against a tool's parameters and says in one sentence what to change.</summary>
internal static class ToolArgumentsReader
{
    public static ToolArgumentsResult Read(ToolDefinition tool, IEnumerable<KeyValuePair<string, object?>> raw)
    {
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in raw)
        {
            given[name] = value;
        }

        if (given.Keys.FirstOrDefault(name => tool.Parameters.All(parameter => parameter.Name != name)) is { } unknown)
        {
            return Fail($"{tool.Name} has no argument '{Shorten(unknown)}'; {Describe(tool)}");
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var parameter in tool.Parameters)
        {
            if (ReadOne(tool, parameter, given.GetValueOrDefault(parameter.Name), values) is { } error)
            {
                return Fail(error);
            }
        }

        return new ToolArgumentsResult(new ToolArguments(values), null);
    }

    private static string? ReadOne(ToolDefinition tool, ToolParameter parameter, object? raw, Dictionary<string, object> values)
    {
        if (raw is null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            return parameter.Required ? $"the argument '{parameter.Name}' is missing; {Describe(tool)}" : null;
        }

        if (Convert(parameter.Kind, ToJson(raw)) is not { } value)
        {
            return $"the argument '{parameter.Name}' must be {Describe(parameter.Kind)}";
        }

        values[parameter.Name] = value;
        return value switch
        {
            string text => CheckText(parameter, text),
            string[] texts when texts.Length > parameter.MaxItems => $"the argument '{parameter.Name}' has more than {parameter.MaxItems} texts",
            string[] texts => texts.Select(text => CheckText(parameter, text)).FirstOrDefault(error => error is not null),
            _ => null,
        };
    }

    private static string? CheckText(ToolParameter parameter, string text)
    {
        if (text.Length > parameter.MaxLength)
        {
            return $"the argument '{parameter.Name}' is longer than {parameter.MaxLength} characters";
        }

        return parameter.AllowedValues.Count == 0 || parameter.AllowedValues.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"the argument '{parameter.Name}' must be one of {string.Join(", ", parameter.AllowedValues)}";
    }

    // Small models write 12 where a text is asked and "12" where a number is: both mean what they say, so both are taken.
    private static object? Convert(ToolParameterKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (ToolParameterKind.Text, JsonValueKind.String) => value.GetString(),
        (ToolParameterKind.Text, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) => value.GetRawText(),
        (ToolParameterKind.Number, JsonValueKind.Number) => ToNumber(value.GetRawText()),
        (ToolParameterKind.Number, JsonValueKind.String) => ToNumber(value.GetString()!),
        (ToolParameterKind.WholeNumber, JsonValueKind.Number) => ToInteger(value.GetRawText()),
        (ToolParameterKind.WholeNumber, JsonValueKind.String) => ToInteger(value.GetString()!),
        (ToolParameterKind.TextList, JsonValueKind.Array) => ToTexts(value),
        _ => null,
    };

    private static string[]? ToTexts(JsonElement array)
    {
        string[] texts = [.. array.EnumerateArray().Select(item => Convert(ToolParameterKind.Text, item)).OfType<string>()];
        return texts.Length == array.GetArrayLength() ? texts : null;
    }

    private static double? ToNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static long? ToInteger(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return integer;
        }

        return ToNumber(text) is { } number && double.IsInteger(number) && Math.Abs(number) < 9e18 ? (long)number : null;
    }

    private static JsonElement ToJson(object raw) => raw switch
    {
        JsonElement element => element,
        string text => JsonSerializer.SerializeToElement(text, ToolJsonContext.Default.String),
        bool flag => JsonSerializer.SerializeToElement(flag, ToolJsonContext.Default.Boolean),
        IFormattable number => JsonSerializer.SerializeToElement(number.ToString(null, CultureInfo.InvariantCulture), ToolJsonContext.Default.String),
        _ => default,
    };

    private static string Describe(ToolDefinition tool) => tool.Parameters.Count == 0
        ? $"{tool.Name} takes no arguments"
        : $"{tool.Name} takes {string.Join(", ", tool.Parameters.Select(parameter => parameter.Name))}";

    private static string Describe(ToolParameterKind kind) => kind switch
    {
        ToolParameterKind.Number => "a number",
        ToolParameterKind.WholeNumber => "a whole number",
        ToolParameterKind.TextList => "a list of texts",
        _ => "a text",
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static ToolArgumentsResult Fail(string error) => new(null, error);
}
