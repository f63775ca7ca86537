using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Gemini;

/// <summary><c>POST /v1beta/models/{model}:countTokens</c>.</summary>
internal sealed class CountTokensOperation() : Operation(Dialect.Gemini)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = model };

    public override string Whole(Answer answer, ApiRequest request)
    {
        var count = answer.Usage?.Input ?? request.InputTokens;
        return $$"""{"totalTokens":{{count}},"promptTokensDetails":[{"modality":"TEXT","tokenCount":{{count}}}]}""";
    }
}
