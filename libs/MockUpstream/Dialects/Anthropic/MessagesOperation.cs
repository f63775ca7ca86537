using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary><c>POST /v1/messages</c>.</summary>
internal sealed class MessagesOperation() : Operation(Dialect.Anthropic)
{
    public override ApiRequest Read(JsonElement body, string model) => MessagesRequestReader.Read(body, counting: false);

    public override string Whole(Answer answer, ApiRequest request) => MessageText.Message(
        answer.Model,
        MessageText.Blocks(answer.First),
        MessageText.StopReason(answer.First.Finish),
        MessageText.Usage(answer.Usage, answer.Usage?.Output ?? 0));

    public override void Stream(Answer answer, ApiRequest request, List<StreamEvent> events) => new MessageEvents(events).Write(answer);

    public override StreamEvent ErrorEvent(UpstreamError error) => new(EventRoles.None, "error", AnthropicErrors.Body(error));
}
