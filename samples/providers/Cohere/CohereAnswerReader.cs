using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Cohere;

/// <summary>Reads whole answers of <c>/v2/chat</c>. Citations have no place in other dialects and are left out.</summary>
internal sealed class CohereAnswerReader : AnswerReader
{
    protected override ModelAnswer Read(JsonField root, AnswerContext context)
    {
        var reason = root["finish_reason"].Text();
        if (CohereFinish.ErrorOf(reason, null) is { } error)
        {
            throw new AnswerFormatException($"The upstream answered with success, and an error inside: {error.Message}");
        }

        var message = root["message"];
        return new ModelAnswer
        {
            Id = root["id"].OptionalText(),
            Parts = [.. ReadThoughts(message["tool_plan"]), .. message["content"].Items().Select(ReadBlock).OfType<MessagePart>(), .. message["tool_calls"].Items().Select((call, i) => ReadCall(call, i, context))],
            Finish = CohereFinish.Read(reason),
            Usage = CohereUsage.Read(root["usage"]),
        };
    }

    /// <summary>Gets a call's id, or makes one.</summary>
    public static string IdOf(JsonField call, int index, AnswerContext context) => call["id"].OptionalText() is { Length: > 0 } id ? id : $"call_{context.CallId}_{index}";

    private static IEnumerable<MessagePart> ReadThoughts(JsonField plan) => plan.OptionalText() is { Length: > 0 } text ? [new ReasoningPart(text, null, ReasoningOrigin.Unknown)] : [];

    private static MessagePart? ReadBlock(JsonField block) => block["type"].Text() switch
    {
        "text" => block["text"].Text() is { Length: > 0 } text ? new TextPart(text) : null,
        "thinking" => block["thinking"].Text() is { Length: > 0 } thinking ? new ReasoningPart(thinking, null, ReasoningOrigin.Unknown) : null,
        _ => throw block["type"].Wrong("text or thinking"),
    };

    private static ToolCallPart ReadCall(JsonField call, int index, AnswerContext context)
    {
        var arguments = call["function"]["arguments"].OptionalText();
        return new ToolCallPart(IdOf(call, index, context), call["function"]["name"].Text(), string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments);
    }
}
