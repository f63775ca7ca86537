using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary><c>POST /v1/messages/count_tokens</c>.</summary>
internal sealed class CountTokensOperation() : Operation(Dialect.Anthropic)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model) => MessagesRequestReader.Read(body, counting: true) with { Stream = false };

    public override string Whole(Answer answer, ApiRequest request) => $$"""{"input_tokens":{{answer.Usage?.Input ?? request.InputTokens}}}""";
}
