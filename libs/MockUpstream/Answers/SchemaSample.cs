using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchyard.MockUpstream.Answers;

/// <summary>
/// Makes a small value that satisfies a JSON schema: the first alternative, required members and all others it can make, numbers and lengths inside
/// their bounds. It does not read <c>pattern</c>. Gemini's schemas, which write types in capitals, are read too.
/// </summary>
internal sealed class SchemaSample
{
    private const int MaxDepth = 12;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonElement _root;
    private readonly Utf8JsonWriter _writer;

    private SchemaSample(JsonElement root, Utf8JsonWriter writer)
    {
        _root = root;
        _writer = writer;
    }

    public static string Make(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            new SchemaSample(schema, writer).Write(schema, 0);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            WriteEmpty(depth);
        }
        else if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(_writer);
        }
        else if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
        {
            values[0].WriteTo(_writer);
        }
        else if (Alternative(schema) is { } chosen)
        {
            Write(chosen, depth + 1);
        }
        else
        {
            WriteType(schema, depth);
        }
    }

    private void WriteEmpty(int depth)
    {
        if (depth == 0)
        {
            _writer.WriteStartObject();
            _writer.WriteEndObject();
        }
        else
        {
            _writer.WriteNullValue();
        }
    }

    private JsonElement? Alternative(JsonElement schema)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
            {
                return list[0];
            }
        }

        return schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String ? Resolve(reference.GetString()!) : null;
    }

    private JsonElement? Resolve(string reference)
    {
        var element = _root;
        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return null;
            }
        }

        return element;
    }

    private void WriteType(JsonElement schema, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(schema, depth);
                break;
            case "array":
                WriteArray(schema, depth);
                break;
            case "integer":
                _writer.WriteNumberValue((long)Math.Ceiling(Bounded(schema, 1)));
                break;
            case "number":
                _writer.WriteNumberValue(Bounded(schema, 1));
                break;
            case "boolean":
                _writer.WriteBooleanValue(true);
                break;
            case "null":
                _writer.WriteNullValue();
                break;
            default:
                _writer.WriteStringValue(Text(schema));
                break;
        }
    }

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var name = type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 ? type[0] : type;
            return name.ValueKind == JsonValueKind.String ? name.GetString()!.ToLowerInvariant() : "string";
        }

        return schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : "string";
    }

    private void WriteObject(JsonElement schema, int depth)
    {
        _writer.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                // Optional members end a schema that refers to itself.
                if (depth < MaxDepth / 2 || IsRequired(schema, property.Name))
                {
                    _writer.WritePropertyName(property.Name);
                    Write(property.Value, depth + 1);
                }
            }
        }

        _writer.WriteEndObject();
    }

    private static bool IsRequired(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array && required.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(name));

    private void WriteArray(JsonElement schema, int depth)
    {
        _writer.WriteStartArray();
        var count = depth > MaxDepth / 2 ? Number(schema, "minItems") ?? 0 : Math.Max(1, Number(schema, "minItems") ?? 1);
        for (var index = 0; index < Math.Min(count, Number(schema, "maxItems") ?? 1000); index++)
        {
            Write(schema.TryGetProperty("items", out var items) ? items : default, depth + 1);
        }

        _writer.WriteEndArray();
    }

    private static double Bounded(JsonElement schema, double value)
    {
        var low = Number(schema, "minimum") ?? (Number(schema, "exclusiveMinimum") + 1) ?? double.NegativeInfinity;
        var high = Number(schema, "maximum") ?? (Number(schema, "exclusiveMaximum") - 1) ?? double.PositiveInfinity;
        var bounded = Math.Max(Math.Min(value, high), low);
        return Number(schema, "multipleOf") is > 0 and var step ? Math.Ceiling(bounded / step) * step : bounded;
    }

    private static string Text(JsonElement schema)
    {
        var format = schema.TryGetProperty("format", out var element) && element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        var text = format switch
        {
            "date" => "2026-01-01",
            "date-time" => "2026-01-01T00:00:00Z",
            "time" => "00:00:00Z",
            "email" => "a@example.com",
            "uri" => "https://example.com/",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            _ => "größe",
        };
        return text.PadRight(Length(schema, "minLength", 0), 'x')[..Math.Min(Math.Max(text.Length, Length(schema, "minLength", 0)), Length(schema, "maxLength", int.MaxValue))];
    }

    private static int Length(JsonElement schema, string name, int otherwise) => (int)Math.Min(Number(schema, name) ?? otherwise, 10_000);

    // Gemini writes these numbers as strings.
    private static double? Number(JsonElement schema, string name) => schema.TryGetProperty(name, out var element)
        ? element.ValueKind == JsonValueKind.Number ? element.GetDouble()
            : element.ValueKind == JsonValueKind.String && double.TryParse(element.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null
        : null;
}
