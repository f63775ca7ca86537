using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>GET /api/tags</c>.</summary>
internal sealed class TagsOperation() : Operation(Dialect.Ollama)
{
    public override bool Generates => false;

    public override bool HasBody => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = string.Empty };

    public override string Whole(Answer answer, ApiRequest request) => $$"""{"models":{{Json.Array(request.Models, Model)}}}""";

    private static string Model(string id) =>
        $$"""{"name":{{Json.Quote(id)}},"model":{{Json.Quote(id)}},"modified_at":"{{OllamaText.Created}}","size":1000000,"digest":"{{Convert.ToHexStringLower(Hash(id))}}","details":{{OllamaText.Details}}}""";

    private static byte[] Hash(string id) => System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id));
}
