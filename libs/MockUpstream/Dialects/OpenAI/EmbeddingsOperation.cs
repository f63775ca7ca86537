using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>POST /v1/embeddings</c>.</summary>
internal sealed class EmbeddingsOperation() : Operation(Dialect.OpenAI)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model)
    {
        var input = Json.Member(body, "input");
        return new ApiRequest
        {
            Model = Json.Required(body, "model"),
            Inputs = ReadInputs(input),
            Dimensions = Math.Clamp(Json.Count(body, "dimensions"), 0, 65_536),
            Base64 = Json.Text(body, "encoding_format") == "base64",
        };
    }

    public override string Whole(Answer answer, ApiRequest request)
    {
        var data = Json.Array(request.Inputs.Index(), pair =>
        {
            var vector = Vectors.Of(pair.Item, request.Dimensions);
            return $$"""{"object":"embedding","index":{{pair.Index}},"embedding":{{(request.Base64 ? Vectors.Base64(vector) : Vectors.Numbers(vector))}}}""";
        });
        var usage = answer.Usage is null ? string.Empty : $$$""","usage":{"prompt_tokens":{{{answer.Usage.Input}}},"total_tokens":{{{answer.Usage.Input}}}}""";
        return $$"""{"object":"list","data":{{data}},"model":{{Json.Quote(answer.Model)}}{{usage}}}""";
    }

    // A text, several, or tokens: one list of numbers or several.
    private static string[] ReadInputs(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.String => [input.GetString()!],
        JsonValueKind.Array when input.GetArrayLength() > 0 && input[0].ValueKind != JsonValueKind.Number =>
            [.. input.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())],
        JsonValueKind.Array when input.GetArrayLength() > 0 => [input.GetRawText()],
        _ => throw new BadRequestException("'input' must be a text, a list of texts, or tokens, and not empty."),
    };
}
