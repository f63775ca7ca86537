using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>Writes the numbered events of a streamed response.</summary>
internal sealed class ResponsesEvents(List<StreamEvent> events)
{
    private int _sequence;
    private int _output;

    public void Write(Answer answer)
    {
        var begun = ResponsesItems.Response(answer, "in_progress", "[]");
        Add(EventRoles.None, "response.created", $"\"response\":{begun}");
        Add(EventRoles.None, "response.in_progress", $"\"response\":{begun}");
        if (answer.First.Reasoning.Count > 0)
        {
            WriteReasoning(answer.First);
        }

        if (answer.First.Text.Count > 0)
        {
            WriteMessage(answer.First);
        }

        foreach (var call in answer.First.ToolCalls)
        {
            WriteCall(call);
        }

        var status = ResponsesItems.Status(answer);
        Add(EventRoles.Usage | EventRoles.Terminator, "response." + status, $"\"response\":{ResponsesItems.Response(answer, status, ResponsesItems.Output(answer.First))}");
    }

    private void WriteReasoning(AnswerChoice choice)
    {
        var place = $"{Place(ResponsesItems.ReasoningId)},\"summary_index\":0";
        Item("added", ResponsesItems.ReasoningBegun());
        Add(EventRoles.None, "response.reasoning_summary_part.added", $"{place},\"part\":{ResponsesItems.SummaryPart(string.Empty)}");
        foreach (var piece in choice.Reasoning)
        {
            Add(EventRoles.Token, "response.reasoning_summary_text.delta", $"{place},\"delta\":{Json.Quote(piece)}");
        }

        Add(EventRoles.None, "response.reasoning_summary_text.done", $"{place},\"text\":{Json.Quote(choice.WholeReasoning)}");
        Add(EventRoles.None, "response.reasoning_summary_part.done", $"{place},\"part\":{ResponsesItems.SummaryPart(choice.WholeReasoning)}");
        Item("done", ResponsesItems.Reasoning(choice));
        _output++;
    }

    private void WriteMessage(AnswerChoice choice)
    {
        var place = $"{Place(ResponsesItems.MessageId)},\"content_index\":0";
        Item("added", ResponsesItems.MessageBegun());
        Add(EventRoles.None, "response.content_part.added", $"{place},\"part\":{ResponsesItems.TextPart(string.Empty)}");
        foreach (var piece in choice.Text)
        {
            Add(EventRoles.Token, "response.output_text.delta", $"{place},\"delta\":{Json.Quote(piece)},\"logprobs\":[]");
        }

        Add(EventRoles.None, "response.output_text.done", $"{place},\"text\":{Json.Quote(choice.WholeText)},\"logprobs\":[]");
        Add(EventRoles.None, "response.content_part.done", $"{place},\"part\":{ResponsesItems.TextPart(choice.WholeText)}");
        Item("done", ResponsesItems.Message(choice));
        _output++;
    }

    private void WriteCall(AnswerToolCall call)
    {
        var place = Place(ResponsesItems.CallId(call));
        Item("added", ResponsesItems.Call(call, "in_progress", string.Empty));
        foreach (var fragment in call.Fragments)
        {
            Add(EventRoles.Token, "response.function_call_arguments.delta", $"{place},\"delta\":{Json.Quote(fragment)}");
        }

        Add(EventRoles.None, "response.function_call_arguments.done", $"{place},\"name\":{Json.Quote(call.Name)},\"arguments\":{Json.Quote(call.Arguments)}");
        Item("done", ResponsesItems.Call(call, "completed", call.Arguments));
        _output++;
    }

    private string Place(string item) => $"\"item_id\":\"{item}\",\"output_index\":{_output}";

    private void Item(string what, string item) => Add(EventRoles.None, "response.output_item." + what, $"\"output_index\":{_output},\"item\":{item}");

    private void Add(EventRoles roles, string type, string members) =>
        events.Add(new StreamEvent(roles, type, $$"""{"type":"{{type}}","sequence_number":{{_sequence++}},{{members}}}"""));
}
