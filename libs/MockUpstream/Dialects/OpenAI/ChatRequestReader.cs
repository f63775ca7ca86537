using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>Reads requests of chat completions.</summary>
internal static class ChatRequestReader
{
    public static ApiRequest Read(JsonElement body)
    {
        var model = Json.Required(body, "model");
        if (Json.Member(body, "messages").ValueKind != JsonValueKind.Array)
        {
            throw new BadRequestException("Missing required parameter: 'messages'.");
        }

        var (forced, named) = ReadChoice(Json.Member(body, "tool_choice"));
        var format = Json.Member(body, "response_format");
        var formatType = Json.Text(format, "type");
        return new ApiRequest
        {
            Model = model,
            Stream = Json.Flag(body, "stream"),
            IncludeUsage = Json.Flag(Json.Member(body, "stream_options"), "include_usage"),
            Choices = Math.Clamp(Json.Count(body, "n"), 1, 128),
            MaxTokens = Math.Max(Json.Count(body, "max_completion_tokens"), Json.Count(body, "max_tokens")),
            Tools = ReadTools(body),
            ToolForced = forced,
            ToolNamed = named,
            Schema = formatType == "json_schema" ? Json.Member(format, "json_schema", "schema") : default,
            Json = formatType == "json_object",
        };
    }

    private static List<ToolOffer> ReadTools(JsonElement body)
    {
        var tools = new List<ToolOffer>();
        foreach (var tool in Json.Items(body, "tools"))
        {
            var function = Json.Member(tool, "function");
            tools.Add(new ToolOffer(Json.Required(function, "name"), Json.Member(function, "parameters")));
        }

        return tools;
    }

    private static (bool Forced, string? Named) ReadChoice(JsonElement choice) => choice.ValueKind switch
    {
        JsonValueKind.String => (choice.ValueEquals("required"), null),
        JsonValueKind.Object => (true, Json.Text(Json.Member(choice, "function"), "name")),
        _ => (false, null),
    };
}
