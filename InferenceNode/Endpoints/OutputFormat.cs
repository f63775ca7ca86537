using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Constraints;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>The one format a request wants its text in, by OpenAI's <c>response_format</c> or by vLLM's <c>structured_outputs</c> or <c>guided_…</c>.</summary>
/// <param name="Param">The request member that says so.</param>
/// <param name="Text">What the text must be.</param>
internal sealed record OutputFormat(string Param, TextFormat Text)
{
    // What vLLM's clients send beside the format without meaning anything that this node could do otherwise.
    private static readonly HashSet<string> s_hints = new(StringComparer.Ordinal) { "backend", "disable_fallback", "_backend", "_backend_was_auto" };

    /// <summary>Gets the member of the request itself in which <see cref="Param"/> is.</summary>
    public string Member => Param.Split('.')[0];

    /// <summary>Reads the format, null where the text is free.</summary>
    public static OutputFormat? Read(GenerationParameters request, out ApiError? error)
    {
        var formats = new List<OutputFormat>();
        error = ReadResponseFormat(request.ResponseFormat, formats)
            ?? ReadStructured(request.StructuredOutputs, formats)
            ?? ReadJson("guided_json", request.GuidedJson, formats)
            ?? ReadChoice("guided_choice", request.GuidedChoice, formats);
        if (request.GuidedRegex is { } pattern)
        {
            formats.Add(new OutputFormat("guided_regex", TextFormat.Regex(pattern)));
        }

        if (error is null && formats.Count > 1)
        {
            error = ApiErrors.InvalidValue(formats[1].Param, $"'{formats[0].Param}' and '{formats[1].Param}' both say what the text must be; send one of them.");
        }

        return error is null ? formats.FirstOrDefault() : null;
    }

    private static ApiError? ReadResponseFormat(JsonElement? format, List<OutputFormat> formats)
    {
        const string Param = "response_format";
        if (IsAbsent(format))
        {
            return null;
        }

        if (format!.Value.ValueKind != JsonValueKind.Object || !format.Value.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return ApiErrors.InvalidValue(Param, "'response_format' must be an object with a 'type'.");
        }

        switch (type.GetString())
        {
            case "text":
                return null;
            case "json_object":
                formats.Add(new OutputFormat(Param, TextFormat.Json));
                return null;
            case "json_schema":
                return ReadNamedSchema(format.Value, formats);
            default:
                return ApiErrors.UnsupportedParameter("response_format.type", "The response formats served are 'text', 'json_object' and 'json_schema'.");
        }
    }

    private static ApiError? ReadNamedSchema(JsonElement format, List<OutputFormat> formats)
    {
        const string Param = "response_format.json_schema";
        if (!format.TryGetProperty("json_schema", out var named) || named.ValueKind != JsonValueKind.Object)
        {
            return ApiErrors.InvalidValue(Param, "'json_schema' must be an object with a 'name' and a 'schema'.");
        }

        if (!named.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String || !ToolRules.IsName(name.GetString()))
        {
            return ApiErrors.InvalidValue($"{Param}.name", "A schema's name must have 1 to 64 letters, digits, '_' or '-'.");
        }

        if (!named.TryGetProperty("schema", out var schema) || schema.ValueKind == JsonValueKind.Null)
        {
            return ApiErrors.MissingParameter($"{Param}.schema", "'schema' is missing.");
        }

        formats.Add(new OutputFormat($"{Param}.schema", TextFormat.JsonSchema(schema)));
        return null;
    }

    private static ApiError? ReadStructured(JsonElement? structured, List<OutputFormat> formats)
    {
        if (IsAbsent(structured))
        {
            return null;
        }

        if (structured!.Value.ValueKind != JsonValueKind.Object)
        {
            return ApiErrors.InvalidValue("structured_outputs", "'structured_outputs' must be an object.");
        }

        foreach (var member in structured.Value.EnumerateObject())
        {
            if (ReadStructured(member, formats) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? ReadStructured(JsonProperty member, List<OutputFormat> formats)
    {
        var param = $"structured_outputs.{member.Name}";
        switch (member.Name)
        {
            case var _ when member.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False || s_hints.Contains(member.Name):
                return null;
            case "json":
                return ReadJson(param, member.Value, formats);
            case "json_object" when member.Value.ValueKind == JsonValueKind.True:
                formats.Add(new OutputFormat(param, TextFormat.Json));
                return null;
            case "regex" when member.Value.ValueKind == JsonValueKind.String:
                var pattern = member.Value.GetString()!;
                formats.Add(new OutputFormat(param, TextFormat.Regex(pattern)));
                return null;
            case "choice" when member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return ReadChoice(param, [.. member.Value.EnumerateArray().Select(item => item.GetString()!)], formats);
            case "json_object" or "regex" or "choice":
                return ApiErrors.InvalidValue(param, $"'{param}' has the wrong type.");
            default:
                return ApiErrors.UnsupportedParameter(param, "The structured outputs served are 'json', 'json_object', 'regex' and 'choice'.");
        }
    }

    // A schema, or its text.
    private static ApiError? ReadJson(string param, JsonElement? json, List<OutputFormat> formats)
    {
        if (IsAbsent(json))
        {
            return null;
        }

        var schema = json!.Value;
        if (schema.ValueKind == JsonValueKind.String)
        {
            try
            {
                schema = JsonElement.Parse(schema.GetString()!);
            }
            catch (JsonException)
            {
                return ApiErrors.InvalidValue(param, $"'{param}' is a text that is no JSON.");
            }
        }

        formats.Add(new OutputFormat(param, TextFormat.JsonSchema(schema)));
        return null;
    }

    private static ApiError? ReadChoice(string param, IReadOnlyList<string>? choices, List<OutputFormat> formats)
    {
        if (choices is null)
        {
            return null;
        }

        if (choices.Any(string.IsNullOrEmpty))
        {
            return ApiErrors.InvalidValue(param, $"'{param}' must be texts to choose from, none of them empty.");
        }

        formats.Add(new OutputFormat(param, TextFormat.Choice(choices)));
        return null;
    }

    private static bool IsAbsent(JsonElement? element) => element is null or { ValueKind: JsonValueKind.Null };
}
