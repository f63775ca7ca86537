using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.OpenAI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Turns a whole completion into Microsoft.Extensions.AI's types.</summary>
public static class ChatResponseMapper
{
    /// <summary>Makes a response of a completion.</summary>
    public static ChatResponse Map(ChatCompletion completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return new ChatResponse(completion.Choices.Select(choice => MapMessage(choice.Message, completion.Id)).ToList())
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(completion.Created),
            FinishReason = completion.Choices is [var first, ..] ? MapFinishReason(first.FinishReason) : null,
            Usage = MapUsage(completion.Usage),
            RawRepresentation = completion,
        };
    }

    /// <summary>Makes a reason of its name on the wire.</summary>
    public static ChatFinishReason? MapFinishReason(string? reason) => reason is null ? null : new ChatFinishReason(reason);

    /// <summary>Makes details of a usage.</summary>
    public static UsageDetails? MapUsage(Usage? usage) => usage is null ? null : new UsageDetails
    {
        InputTokenCount = usage.PromptTokens,
        OutputTokenCount = usage.CompletionTokens,
        TotalTokenCount = usage.TotalTokens,
    };

    /// <summary>Makes the content of a call; arguments that are no JSON object are told in its exception.</summary>
    public static FunctionCallContent MapCall(string id, string name, string arguments) =>
        FunctionCallContent.CreateFromParsedArguments(arguments, id, name, ParseArguments);

    private static ChatMessage MapMessage(Contracts.OpenAI.ChatMessage message, string id)
    {
        var contents = new List<AIContent>();
        if (message.Content?.ToText() is { Length: > 0 } text)
        {
            contents.Add(new TextContent(text));
        }

        foreach (var call in message.ToolCalls ?? [])
        {
            contents.Add(MapCall(call.Id ?? string.Empty, call.Function?.Name ?? string.Empty, call.Function?.Arguments ?? string.Empty));
        }

        return new ChatMessage(ChatRole.Assistant, contents) { MessageId = id };
    }

    // A model may write anything here; what does not parse is reported in the content's Exception, for the agent to show the model.
    private static Dictionary<string, object?>? ParseArguments(string arguments)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return null;
        }

        using var document = JsonDocument.Parse(arguments);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone())
            : throw new JsonException("The arguments are not a JSON object.");
    }
}
