using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary>Writes the events of a streamed message: each block is begun, filled and ended.</summary>
internal sealed class MessageEvents(List<StreamEvent> events)
{
    private int _block;

    public void Write(Answer answer)
    {
        Add(EventRoles.None, "message_start", $"\"message\":{MessageText.Message(answer.Model, "[]", "null", MessageText.Usage(answer.Usage, 1))}");
        var choice = answer.First;
        if (choice.Reasoning.Count > 0)
        {
            Begin(MessageText.Thinking(string.Empty, string.Empty));
            Fill(choice.Reasoning, "thinking_delta", "thinking");
            Delta(EventRoles.None, $$"""{"type":"signature_delta","signature":"{{MessageText.Signature}}"}""");
            End();
        }

        if (choice.Text.Count > 0)
        {
            Begin(MessageText.Text(string.Empty));
            Fill(choice.Text, "text_delta", "text");
            End();
        }

        foreach (var call in choice.ToolCalls)
        {
            Begin(MessageText.ToolUse(call, "{}"));
            Delta(EventRoles.None, """{"type":"input_json_delta","partial_json":""}""");
            Fill(call.Fragments, "input_json_delta", "partial_json");
            End();
        }

        var delta = $$"""{"stop_reason":{{MessageText.StopReason(choice.Finish)}},"stop_sequence":null}""";
        Add(EventRoles.Usage, "message_delta", $"\"delta\":{delta}{MessageText.FinalUsage(answer.Usage)}");
        events.Add(new StreamEvent(EventRoles.Terminator, "message_stop", """{"type":"message_stop"}"""));
    }

    private void Begin(string block)
    {
        Add(EventRoles.None, "content_block_start", $"\"index\":{_block},\"content_block\":{block}");
        if (_block == 0)
        {
            events.Add(new StreamEvent(EventRoles.None, "ping", """{"type":"ping"}"""));
        }
    }

    private void Fill(IReadOnlyList<string> pieces, string type, string member)
    {
        foreach (var piece in pieces)
        {
            Delta(EventRoles.Token, $$"""{"type":"{{type}}","{{member}}":{{Json.Quote(piece)}}}""");
        }
    }

    private void Delta(EventRoles roles, string delta) => Add(roles, "content_block_delta", $"\"index\":{_block},\"delta\":{delta}");

    private void End() => Add(EventRoles.None, "content_block_stop", $"\"index\":{_block++}");

    private void Add(EventRoles roles, string type, string members) =>
        events.Add(new StreamEvent(roles, type, $$"""{"type":"{{type}}",{{members}}}"""));
}
