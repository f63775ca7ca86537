using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary><c>GET /v1/models</c> and <c>GET /v1/models/{id}</c>, told from OpenAI's by the header <c>anthropic-version</c>.</summary>
internal sealed class ModelsOperation() : Operation(Dialect.Anthropic)
{
    public override bool Generates => false;

    public override bool HasBody => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = model };

    public override string Whole(Answer answer, ApiRequest request) => request.Model.Length > 0
        ? Model(answer.Model)
        : $$"""{"data":{{Json.Array(request.Models, Model)}},"has_more":false,"first_id":{{Json.Quote(request.Models is [var first, ..] ? first : null)}},"last_id":{{Json.Quote(request.Models is [.., var last] ? last : null)}}}""";

    private static string Model(string id) => $$"""{"type":"model","id":{{Json.Quote(id)}},"display_name":{{Json.Quote(id)}},"created_at":"2026-01-01T00:00:00Z"}""";
}
