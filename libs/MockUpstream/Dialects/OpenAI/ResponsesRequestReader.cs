using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>Reads requests of the responses API.</summary>
internal static class ResponsesRequestReader
{
    public static ApiRequest Read(JsonElement body)
    {
        var choice = Json.Member(body, "tool_choice");
        var format = Json.Member(body, "text", "format");
        var formatType = Json.Text(format, "type");
        return new ApiRequest
        {
            Model = Json.Required(body, "model"),
            Stream = Json.Flag(body, "stream"),
            MaxTokens = Json.Count(body, "max_output_tokens"),
            ShowReasoning = Json.Text(Json.Member(body, "reasoning"), "summary") is not null,
            Tools = ReadTools(body),
            ToolForced = choice.ValueKind == JsonValueKind.Object || (choice.ValueKind == JsonValueKind.String && choice.ValueEquals("required")),
            ToolNamed = choice.ValueKind == JsonValueKind.Object ? Json.Text(choice, "name") : null,
            Schema = formatType == "json_schema" ? Json.Member(format, "schema") : default,
            Json = formatType == "json_object",
        };
    }

    // Tools that run on the provider's side have other types and are not called here.
    private static List<ToolOffer> ReadTools(JsonElement body)
    {
        var tools = new List<ToolOffer>();
        foreach (var tool in Json.Items(body, "tools"))
        {
            if (Json.Text(tool, "type") == "function")
            {
                tools.Add(new ToolOffer(Json.Required(tool, "name"), Json.Member(tool, "parameters")));
            }
        }

        return tools;
    }
}
