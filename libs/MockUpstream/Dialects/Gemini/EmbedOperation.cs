using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Gemini;

/// <summary><c>POST /v1beta/models/{model}:embedContent</c> and <c>:batchEmbedContents</c>.</summary>
internal sealed class EmbedOperation(bool batch) : Operation(Dialect.Gemini)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model)
    {
        JsonElement[] requests = batch ? [.. Json.Items(body, "requests")] : [body];
        if (requests.Length == 0)
        {
            throw new BadRequestException("* BatchEmbedContentsRequest.requests: requests is not specified");
        }

        return new ApiRequest
        {
            Model = model,
            Inputs = [.. requests.Select(ReadText)],
            Dimensions = Math.Clamp(Json.Count(requests[0], "outputDimensionality"), 0, 65_536),
        };
    }

    public override string Whole(Answer answer, ApiRequest request)
    {
        var vectors = Json.Array(request.Inputs, text => $$"""{"values":{{Vectors.Numbers(Vectors.Of(text, request.Dimensions))}}}""");
        return batch ? $$"""{"embeddings":{{vectors}}}""" : $$"""{"embedding":{{vectors[1..^1]}}}""";
    }

    private static string ReadText(JsonElement request)
    {
        var parts = Json.Items(Json.Member(request, "content"), "parts");
        return string.Concat(parts.Select(static part => Json.Text(part, "text")));
    }
}
