using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Gemini;

/// <summary><c>GET /v1beta/models</c> and <c>GET /v1beta/models/{model}</c>.</summary>
internal sealed class ModelsOperation() : Operation(Dialect.Gemini)
{
    public override bool Generates => false;

    public override bool HasBody => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = model };

    public override string Whole(Answer answer, ApiRequest request) => request.Model.Length > 0
        ? Model(answer.Model)
        : $$"""{"models":{{Json.Array(request.Models, Model)}}}""";

    private static string Model(string id) =>
        $$"""{"name":{{Json.Quote("models/" + id)}},"version":"001","displayName":{{Json.Quote(id)}},"description":"A model of the mock upstream.","inputTokenLimit":1048576,"outputTokenLimit":65536,"supportedGenerationMethods":["generateContent","countTokens","embedContent"],"temperature":1,"topP":0.95,"topK":64,"maxTemperature":2}""";
}
