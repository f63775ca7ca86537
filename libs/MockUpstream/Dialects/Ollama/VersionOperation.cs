using System.Text.Json;
using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>GET /api/version</c>.</summary>
internal sealed class VersionOperation() : Operation(Dialect.Ollama)
{
    public override bool Generates => false;

    public override bool HasBody => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = string.Empty };

    public override string Whole(Answer answer, ApiRequest request) => """{"version":"0.13.5"}""";
}
