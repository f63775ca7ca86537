using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>POST /api/embed</c>.</summary>
internal sealed class EmbedOperation() : Operation(Dialect.Ollama)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model)
    {
        var input = Json.Member(body, "input");
        return new ApiRequest
        {
            Model = Json.Text(body, "model") is { Length: > 0 } named ? named : throw new BadRequestException("model is required"),
            Dimensions = Math.Clamp(Json.Count(body, "dimensions"), 0, 65_536),
            Inputs = input.ValueKind switch
            {
                JsonValueKind.String => [input.GetString()!],
                JsonValueKind.Array => [.. input.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())],
                _ => throw new BadRequestException("invalid input type"),
            },
        };
    }

    public override string Whole(Answer answer, ApiRequest request)
    {
        var vectors = Json.Array(request.Inputs, text => Vectors.Numbers(Vectors.Of(text, request.Dimensions)));
        var count = answer.Usage is null ? string.Empty : $",\"prompt_eval_count\":{answer.Usage.Input}";
        return $$"""{"model":{{Json.Quote(answer.Model)}},"embeddings":{{vectors}},"total_duration":14000000,"load_duration":1000000{{count}}}""";
    }
}
