using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>POST /api/show</c>.</summary>
internal sealed class ShowOperation() : Operation(Dialect.Ollama)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = OllamaText.ModelOf(body) };

    public override string Whole(Answer answer, ApiRequest request) =>
        $$$"""{"license":"","modelfile":"FROM mock","parameters":"","template":"{{ .Prompt }}","details":{{{OllamaText.Details}}},"model_info":{"general.architecture":"mock","general.parameter_count":1000000000,"mock.context_length":131072,"mock.embedding_length":{{{Vectors.DefaultLength}}}},"capabilities":["completion","tools","thinking"],"modified_at":"{{{OllamaText.Created}}}"}""";
}
