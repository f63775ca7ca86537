using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>POST /api/chat</c>: streams unless told not to, and its tool calls come in one piece.</summary>
internal sealed class ChatOperation() : Operation(Dialect.Ollama)
{
    public override StreamSyntax Syntax => StreamSyntax.Lines;

    public override ApiRequest Read(JsonElement body, string model)
    {
        var tools = new List<ToolOffer>();
        foreach (var tool in Json.Items(body, "tools"))
        {
            var function = Json.Member(tool, "function");
            tools.Add(new ToolOffer(Json.Required(function, "name"), Json.Member(function, "parameters")));
        }

        var request = new ApiRequest
        {
            Model = Json.Text(body, "model") is { Length: > 0 } named ? named : throw new BadRequestException("model is required"),
            Stream = Json.Flag(body, "stream", otherwise: true),
            MaxTokens = OllamaText.MaxTokens(body),
            ShowReasoning = OllamaText.Thinks(body),
            Tools = tools,
        };
        return OllamaText.WithFormat(request, body);
    }

    public override string Whole(Answer answer, ApiRequest request)
    {
        var choice = answer.First;
        var thinking = choice.Reasoning.Count == 0 ? string.Empty : $",\"thinking\":{Json.Quote(choice.WholeReasoning)}";
        var calls = choice.ToolCalls.Count == 0 ? string.Empty : $",\"tool_calls\":{Json.Array(choice.ToolCalls.Index(), static pair => Call(pair.Index, pair.Item))}";
        return OllamaText.Line(answer.Model, $"{Message(choice.WholeText, thinking + calls)},{OllamaText.Done(answer)}");
    }

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        foreach (var piece in answer.First.Reasoning)
        {
            Add(EventRoles.Token, Message(string.Empty, $",\"thinking\":{Json.Quote(piece)}"), "\"done\":false");
        }

        foreach (var piece in answer.First.Text)
        {
            Add(EventRoles.Token, Message(piece), "\"done\":false");
        }

        foreach (var (index, call) in answer.First.ToolCalls.Index())
        {
            Add(EventRoles.Token, Message(string.Empty, $",\"tool_calls\":[{Call(index, call)}]"), "\"done\":false");
        }

        Add(EventRoles.Usage | EventRoles.Terminator, Message(string.Empty), OllamaText.Done(answer));

        void Add(EventRoles roles, string message, string done) => events.Add(new StreamEvent(roles, null, OllamaText.Line(answer.Model, $"{message},{done}")));
    }

    private static string Message(string content, string more = "") => "\"message\":" + $$"""{"role":"assistant","content":{{Json.Quote(content)}}{{more}}}""";

    private static string Call(int index, AnswerToolCall call) =>
        $$$"""{"id":"{{{call.Id}}}","function":{"index":{{{index}}},"name":{{{Json.Quote(call.Name)}}},"arguments":{{{call.Arguments}}}}}""";
}
