using System.Text.Json;

namespace Switchyard.Router.Tracing;

/// <summary>Joins what the events of a stream say, in every dialect of callers: a secret that came in two of them is one again before anything looks for it.</summary>
internal sealed class StreamedText(ContentParts parts)
{
    private readonly Dictionary<(int Choice, int Index), (string? Id, int Number)> _calls = [];
    private int _nextCall;

    /// <summary>Takes the data of one event.</summary>
    public void Accept(JsonElement data)
    {
        foreach (var choice in data.Member("choices").Items())
        {
            AcceptChoice(choice, choice.Number("index") ?? 0);
        }

        MessageText.ReadError(data.Member("error"), parts);
        switch (data.Text("type"))
        {
            case "content_block_start":
                BeginBlock(data.Member("content_block"), data.Number("index") ?? 0);
                break;
            case "content_block_delta":
                AcceptBlock(data.Member("delta"), data.Number("index") ?? 0);
                break;
            case "response.output_item.added" when data.Member("item").Text("type") == "function_call":
                parts.Append(PartRoles.Assistant, new PartKey(0, PartTypes.ToolCall, data.Number("output_index") ?? 0), string.Empty, data.Member("item").Text("name"));
                break;
            case "response.failed":
                MessageText.ReadError(data.Member("response").Member("error"), parts);
                break;
            case { } type when TypeOfDelta(type) is { } part:
                Append(part, 0, data.Number("output_index") ?? 0, data.Text("delta"));
                break;
        }
    }

    private static string? TypeOfDelta(string type) => type switch
    {
        "response.output_text.delta" or "transcript.text.delta" => PartTypes.Text,
        "response.refusal.delta" => PartTypes.Refusal,
        "response.reasoning_text.delta" or "response.reasoning_summary_text.delta" => PartTypes.Reasoning,
        "response.function_call_arguments.delta" => PartTypes.ToolCall,
        _ => null,
    };

    private void AcceptChoice(JsonElement choice, int index)
    {
        var delta = choice.Member("delta");
        Append(PartTypes.Text, index, 0, choice.Text("text"));
        Append(PartTypes.Reasoning, index, 0, delta.Text("reasoning_content") ?? delta.Text("reasoning"));
        Append(PartTypes.Text, index, 0, delta.Text("content"));
        Append(PartTypes.Refusal, index, 0, delta.Text("refusal"));
        foreach (var piece in delta.Member("content").Items())
        {
            // Mistral's reasoning models stream lists of pieces while they think.
            Append(PartTypes.Text, index, 0, piece.Text("text"));
            Append(PartTypes.Reasoning, index, 0, string.Concat(piece.Member("thinking").Items().Select(static inner => inner.Text("text"))));
        }

        foreach (var call in delta.Member("tool_calls").Items())
        {
            AcceptCall(call, index);
        }
    }

    // Servers that give every call the number 0 tell them apart by their ids.
    private void AcceptCall(JsonElement call, int choice)
    {
        var (place, id) = ((choice, call.Number("index") ?? 0), call.Text("id"));
        if (!_calls.TryGetValue(place, out var known) || (!string.IsNullOrEmpty(id) && id != known.Id))
        {
            known = (id, _nextCall++);
            _calls[place] = known;
        }

        var function = call.Member("function");
        parts.Append(PartRoles.Assistant, new PartKey(choice, PartTypes.ToolCall, known.Number), function.Text("arguments") ?? string.Empty, function.Text("name"));
    }

    private void BeginBlock(JsonElement block, int index)
    {
        if (block.Text("type") == "tool_use")
        {
            parts.Append(PartRoles.Assistant, new PartKey(0, PartTypes.ToolCall, index), string.Empty, block.Text("name"));
        }

        Append(PartTypes.Text, 0, index, block.Text("text"));
        Append(PartTypes.Reasoning, 0, index, block.Text("thinking"));
    }

    private void AcceptBlock(JsonElement delta, int index)
    {
        Append(PartTypes.Text, 0, index, delta.Text("text"));
        Append(PartTypes.Reasoning, 0, index, delta.Text("thinking"));
        Append(PartTypes.ToolCall, 0, index, delta.Text("partial_json"));
    }

    private void Append(string type, int choice, int number, string? text)
    {
        if (text is { Length: > 0 })
        {
            parts.Append(PartRoles.Assistant, new PartKey(choice, type, number), text);
        }
    }
}
