using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary>Reads requests of the messages API.</summary>
internal static class MessagesRequestReader
{
    public static ApiRequest Read(JsonElement body, bool counting)
    {
        if (Json.Member(body, "messages").ValueKind != JsonValueKind.Array)
        {
            throw new BadRequestException("messages: Field required");
        }

        if (!counting && Json.Member(body, "max_tokens").ValueKind != JsonValueKind.Number)
        {
            throw new BadRequestException("max_tokens: Field required");
        }

        var choice = Json.Member(body, "tool_choice");
        var thinking = Json.Text(Json.Member(body, "thinking"), "type");
        var format = Json.Member(body, "output_config", "format");
        return new ApiRequest
        {
            Model = Json.Text(body, "model") ?? throw new BadRequestException("model: Field required"),
            Stream = Json.Flag(body, "stream"),
            MaxTokens = Json.Count(body, "max_tokens"),
            ShowReasoning = thinking is "enabled" or "adaptive",
            Tools = ReadTools(body),
            ToolForced = Json.Text(choice, "type") is "any" or "tool",
            ToolNamed = Json.Text(choice, "name"),
            Schema = Json.Text(format, "type") == "json_schema" ? Json.Member(format, "schema") : default,
        };
    }

    // Tools with a type that is not "custom" run on the provider's side.
    private static List<ToolOffer> ReadTools(JsonElement body)
    {
        var tools = new List<ToolOffer>();
        foreach (var tool in Json.Items(body, "tools"))
        {
            if (Json.Text(tool, "type") is null or "custom")
            {
                tools.Add(new ToolOffer(Json.Required(tool, "name"), Json.Member(tool, "input_schema")));
            }
        }

        return tools;
    }
}
