using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>POST /api/generate</c>.</summary>
internal sealed class GenerateOperation() : Operation(Dialect.Ollama)
{
    private const string Context = ",\"context\":[1,2,3]";

    public override StreamSyntax Syntax => StreamSyntax.Lines;

    public override ApiRequest Read(JsonElement body, string model)
    {
        var request = new ApiRequest
        {
            Model = Json.Text(body, "model") is { Length: > 0 } named ? named : throw new BadRequestException("model is required"),
            Stream = Json.Flag(body, "stream", otherwise: true),
            MaxTokens = OllamaText.MaxTokens(body),
            ShowReasoning = OllamaText.Thinks(body),
        };
        return OllamaText.WithFormat(request, body);
    }

    public override string Whole(Answer answer, ApiRequest request)
    {
        var thinking = answer.First.Reasoning.Count == 0 ? string.Empty : $",\"thinking\":{Json.Quote(answer.First.WholeReasoning)}";
        return OllamaText.Line(answer.Model, $"\"response\":{Json.Quote(answer.First.WholeText)}{thinking},{OllamaText.Done(answer, Context)}");
    }

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events)
    {
        foreach (var piece in answer.First.Reasoning)
        {
            Add(EventRoles.Token, $"\"response\":\"\",\"thinking\":{Json.Quote(piece)},\"done\":false");
        }

        foreach (var piece in answer.First.Text)
        {
            Add(EventRoles.Token, $"\"response\":{Json.Quote(piece)},\"done\":false");
        }

        Add(EventRoles.Usage | EventRoles.Terminator, $"\"response\":\"\",{OllamaText.Done(answer, Context)}");

        void Add(EventRoles roles, string members) => events.Add(new StreamEvent(roles, null, OllamaText.Line(answer.Model, members)));
    }
}
