using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Switchyard.Inference.Templates;

/// <summary>JSON to template values and back, written as Python's json.dumps(ensure_ascii=False) does: models were trained on its spacing.</summary>
internal static class TemplateJson
{
    /// <summary>Converts <paramref name="element"/>; <paramref name="mapText"/> sees each string, member names included.</summary>
    public static object? FromElement(JsonElement element, Func<string, string> mapText) => element.ValueKind switch
    {
        JsonValueKind.String => mapText(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(item => FromElement(item, mapText)).ToList(),
        JsonValueKind.Object => FromObject(element, mapText),
        _ => null,
    };

    public static string Write(object? value, int? indent)
    {
        var output = new StringBuilder();
        Write(output, value, indent, 0);
        return output.ToString();
    }

    private static TemplateMap FromObject(JsonElement element, Func<string, string> mapText)
    {
        var map = new TemplateMap();
        foreach (var member in element.EnumerateObject())
        {
            map[mapText(member.Name)] = FromElement(member.Value, mapText);
        }

        return map;
    }

    private static void Write(StringBuilder output, object? value, int? indent, int depth)
    {
        switch (value)
        {
            case null:
                output.Append("null");
                break;
            case bool truth:
                output.Append(truth ? "true" : "false");
                break;
            case string text:
                WriteString(output, text);
                break;
            case long or double:
                output.Append(Values.ToText(value));
                break;
            case TemplateMap map:
                WriteItems(output, '{', '}', map, indent, depth, static (o, pair, i, d) =>
                {
                    WriteString(o, pair.Key);
                    o.Append(": ");
                    Write(o, pair.Value, i, d);
                });
                break;
            case IReadOnlyList<object?> list:
                WriteItems(output, '[', ']', list, indent, depth, Write);
                break;
            default:
                throw new TemplateException($"The chat template passes {Values.Describe(value)} through tojson.");
        }
    }

    private static void WriteItems<T>(StringBuilder output, char open, char close, IReadOnlyCollection<T> items, int? indent, int depth, Action<StringBuilder, T, int?, int> write)
    {
        output.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            output.Append(isFirst ? string.Empty : indent is null ? ", " : ",");
            WriteBreak(output, indent, depth + 1);
            write(output, item, indent, depth + 1);
            isFirst = false;
        }

        if (!isFirst)
        {
            WriteBreak(output, indent, depth);
        }

        output.Append(close);
    }

    private static void WriteBreak(StringBuilder output, int? indent, int depth)
    {
        if (indent is { } width)
        {
            output.Append('\n').Append(' ', width * depth);
        }
    }

    private static void WriteString(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                < ' ' => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => output.Append(c),
            };
        }

        output.Append('"');
    }
}
