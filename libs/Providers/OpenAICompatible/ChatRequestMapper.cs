using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.OpenAI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Turns messages and options into a request body.</summary>
public static class ChatRequestMapper
{
    /// <summary>Makes the body.</summary>
    /// <param name="messages">The conversation, oldest message first.</param>
    /// <param name="options">How to answer.</param>
    /// <param name="defaultModel">The model where the options name none.</param>
    /// <exception cref="NotSupportedException">A message or tool is of a kind that chat completions do not know.</exception>
    public static ChatCompletionRequest Map(IEnumerable<ChatMessage> messages, ChatOptions? options, string? defaultModel)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var mapped = ChatMessageMapper.Map(messages, options?.Instructions);
        if (options is null)
        {
            return new ChatCompletionRequest { Model = defaultModel, Messages = mapped };
        }

        var tools = MapTools(options.Tools);
        return new ChatCompletionRequest
        {
            Model = options.ModelId ?? defaultModel,
            Messages = mapped,
            MaxCompletionTokens = options.MaxOutputTokens,
            Temperature = options.Temperature,
            TopP = options.TopP,
            TopK = options.TopK,
            Seed = options.Seed,
            FrequencyPenalty = options.FrequencyPenalty,
            PresencePenalty = options.PresencePenalty,
            Stop = options.StopSequences is { Count: > 0 } stop ? new StopSequences([.. stop]) : null,
            Tools = tools,
            ToolChoice = tools is null ? null : MapToolMode(options.ToolMode),
            ParallelToolCalls = tools is null ? null : options.AllowMultipleToolCalls,
            ResponseFormat = MapResponseFormat(options.ResponseFormat),
            Extra = MapExtra(options.AdditionalProperties),
        };
    }

    private static List<ToolDefinition>? MapTools(IList<AITool>? tools)
    {
        if (tools is not { Count: > 0 })
        {
            return null;
        }

        return tools
            .Select(tool => tool as AIFunctionDeclaration ?? throw new NotSupportedException($"The tool '{tool.Name}' is not a function; chat completions know only functions."))
            .Select(function => new ToolDefinition
            {
                Type = "function",
                Function = new FunctionDefinition { Name = function.Name, Description = function.Description, Parameters = function.JsonSchema },
            })
            .ToList();
    }

    private static JsonElement? MapToolMode(ChatToolMode? mode) => mode switch
    {
        null => null,
        NoneChatToolMode => JsonElement.Parse("\"none\""),
        RequiredChatToolMode { RequiredFunctionName: { } name } => ToElement(new JsonObject { ["type"] = "function", ["function"] = new JsonObject { ["name"] = name } }),
        RequiredChatToolMode => JsonElement.Parse("\"required\""),
        _ => JsonElement.Parse("\"auto\""),
    };

    private static JsonElement? MapResponseFormat(ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json => ToElement(new JsonObject
        {
            ["type"] = "json_schema",
            ["json_schema"] = new JsonObject { ["name"] = json.SchemaName ?? "answer", ["description"] = json.SchemaDescription, ["schema"] = JsonNode.Parse(schema.GetRawText()) },
        }),
        ChatResponseFormatJson => ToElement(new JsonObject { ["type"] = "json_object" }),
        _ => null,
    };

    // Members Microsoft.Extensions.AI has no name for travel as they are.
    private static Dictionary<string, JsonElement>? MapExtra(AdditionalPropertiesDictionary? properties) =>
        properties?.Where(property => property.Value is JsonElement).ToDictionary(property => property.Key, property => (JsonElement)property.Value!);

    private static JsonElement ToElement(JsonObject node) => JsonElement.Parse(node.ToJsonString());
}
