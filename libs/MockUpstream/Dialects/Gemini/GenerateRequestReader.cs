using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects.Gemini;

/// <summary>Reads requests to generate content. Members are accepted in both spellings, as Google's parser does.</summary>
internal static class GenerateRequestReader
{
    public static ApiRequest Read(JsonElement body, string model, bool stream)
    {
        if (Json.Member(body, "contents").ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        {
            throw new BadRequestException("* GenerateContentRequest.contents: contents is not specified");
        }

        var generation = Either(body, "generationConfig", "generation_config");
        var calling = Either(Either(body, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config");
        var names = Json.Items(calling, "allowedFunctionNames").Select(static name => name.GetString()).ToArray();
        var schema = Json.Member(generation, "responseJsonSchema");
        return new ApiRequest
        {
            Model = model,
            Stream = stream,
            Choices = Math.Clamp(Json.Count(generation, "candidateCount"), 1, 8),
            MaxTokens = Json.Count(generation, "maxOutputTokens"),
            ShowReasoning = Json.Flag(Json.Member(generation, "thinkingConfig"), "includeThoughts"),
            Tools = ReadTools(body),
            ToolForced = string.Equals(Json.Text(calling, "mode"), "ANY", StringComparison.OrdinalIgnoreCase),
            ToolNamed = names.Length > 0 ? names[0] : null,
            Schema = schema.ValueKind == JsonValueKind.Undefined ? Json.Member(generation, "responseSchema") : schema,
            Json = Json.Text(generation, "responseMimeType") == "application/json",
        };
    }

    private static JsonElement Either(JsonElement element, string camel, string snake)
    {
        var member = Json.Member(element, camel);
        return member.ValueKind == JsonValueKind.Undefined ? Json.Member(element, snake) : member;
    }

    private static List<ToolOffer> ReadTools(JsonElement body)
    {
        var tools = new List<ToolOffer>();
        foreach (var tool in Json.Items(body, "tools"))
        {
            foreach (var function in Either(tool, "functionDeclarations", "function_declarations") is { ValueKind: JsonValueKind.Array } functions ? functions.EnumerateArray() : default)
            {
                tools.Add(new ToolOffer(Json.Required(function, "name"), Either(function, "parametersJsonSchema", "parameters")));
            }
        }

        return tools;
    }
}
