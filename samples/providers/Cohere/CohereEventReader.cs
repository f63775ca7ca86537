using System.Text;
using Switchyard.Dialects;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;

namespace Switchyard.Cohere;

/// <summary>Reads streamed answers of <c>/v2/chat</c>. What an event is stands in its data; its name repeats it.</summary>
internal sealed class CohereEventReader(AnswerContext context) : EventReader
{
    private int _calls;

    public override void Complete(IModelEventSink sink) => Parts.FailInterrupted(sink);

    // What some of Cohere's servers send last.
    protected override bool IsMark(ReadOnlySpan<byte> data) => data.SequenceEqual("[DONE]"u8);

    protected override void ReadMessage(ReadOnlySpan<byte> data, IModelEventSink sink)
    {
        if (IsMark(data))
        {
            return;
        }

        var root = JsonField.ParseObject(data);
        var (delta, message) = (root["delta"], root["delta"]["message"]);
        switch (root["type"].Text())
        {
            case "message-start":
                Parts.Start(root["id"].OptionalText(), null, sink);
                break;
            case "content-start" or "content-delta":
                Append(PartKind.Reasoning, message["content"]["thinking"], sink);
                Append(PartKind.Text, message["content"]["text"], sink);
                break;
            case "tool-plan-delta":
                Append(PartKind.Reasoning, message["tool_plan"], sink);
                break;
            case "tool-call-start":
                StartCall(message["tool_calls"], sink);
                break;
            case "tool-call-delta":
                ContinueCall(message["tool_calls"], sink);
                break;
            case "content-end" or "tool-call-end":
                Parts.EndPart(sink);
                break;
            case "message-end":
                End(delta, sink);
                break;
            default:
                // Citations, which other dialects have no place for, and events to come.
                break;
        }
    }

    private void Append(PartKind part, JsonField text, IModelEventSink sink) => Parts.Append(part, Encoding.UTF8.GetBytes(text.OptionalText() ?? string.Empty), sink);

    private void StartCall(JsonField call, IModelEventSink sink)
    {
        Parts.StartPart(PartKind.ToolCall, sink, CohereAnswerReader.IdOf(call, _calls++, context), call["function"]["name"].Text());
        Append(PartKind.ToolCall, call["function"]["arguments"], sink);
    }

    private void ContinueCall(JsonField call, IModelEventSink sink)
    {
        if (Parts.Open != PartKind.ToolCall)
        {
            throw new AnswerFormatException("The upstream sent arguments of a call that it had not begun.");
        }

        Append(PartKind.ToolCall, call["function"]["arguments"], sink);
    }

    private void End(JsonField delta, IModelEventSink sink)
    {
        Parts.Usage = CohereUsage.Read(delta["usage"]);
        var reason = delta["finish_reason"].Text();
        if (CohereFinish.ErrorOf(reason, delta["error"].OptionalText()) is { } error)
        {
            Parts.Fail(error, sink);
        }
        else
        {
            Parts.Finish(CohereFinish.Read(reason), sink);
        }
    }
}
