using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/responses</c>.</summary>
internal sealed class ResponsesOperation() : Operation(Dialect.OpenAI)
{
    public override ApiRequest Read(JsonElement body, string model) => ResponsesRequestReader.Read(body);

    public override string Whole(Answer answer, ApiRequest request) =>
        ResponsesItems.Response(answer, ResponsesItems.Status(answer), ResponsesItems.Output(answer.First));

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events) => new ResponsesEvents(events).Write(answer);

    public override StreamEvent ErrorEvent(UpstreamError error)
    {
        var (_, code, message) = OpenAIErrors.Usual(error.Status);
        return new(EventRoles.None, "error", $$"""{"type":"error","code":{{Json.Quote(error.Code ?? code ?? "server_error")}},"message":{{Json.Quote(error.Message ?? message)}},"param":null,"sequence_number":0}""");
    }
}
