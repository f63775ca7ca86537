using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>POST /api/show</c>.</summary>
internal sealed class ShowOperation() : Operation(Dialect.Ollama)
{
    public override bool Generates => false;

    // The older member "name" is accepted too.
    public override ApiRequest Read(JsonElement body, string model) =>
        new() { Model = Json.Text(body, "model") ?? Json.Text(body, "name") ?? throw new BadRequestException("model is required") };

    public override string Whole(Answer answer, ApiRequest request) =>
        $$$"""{"license":"","modelfile":"FROM mock","parameters":"","template":"{{ .Prompt }}","details":{{{OllamaText.Details}}},"model_info":{"general.architecture":"mock","general.parameter_count":1000000000,"mock.context_length":131072,"mock.embedding_length":{{{Vectors.DefaultLength}}}},"capabilities":["completion","tools","thinking"],"modified_at":"{{{OllamaText.Created}}}"}""";
}
