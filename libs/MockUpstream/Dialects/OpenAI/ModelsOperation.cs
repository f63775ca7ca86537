using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>.</summary>
internal sealed class ModelsOperation() : Operation(Dialect.OpenAI)
{
    public override bool Generates => false;

    public override bool HasBody => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = model };

    public override string Whole(Answer answer, ApiRequest request) => request.Model.Length > 0
        ? Model(answer.Model)
        : $$"""{"object":"list","data":{{Json.Array(request.Models, Model)}}}""";

    private static string Model(string id) => $$"""{"id":{{Json.Quote(id)}},"object":"model","created":{{OpenAIText.Created}},"owned_by":"mock"}""";
}
