using System.Text.Json;
using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Pipeline;

namespace Switchyard.MockUpstream.Dialects.Ollama;

/// <summary><c>DELETE /api/delete</c>: answers with an empty body, or that there is no such model.</summary>
internal sealed class DeleteOperation() : Operation(Dialect.Ollama)
{
    public override bool Generates => false;

    public override ApiRequest Read(JsonElement body, string model) => new() { Model = OllamaText.ModelOf(body) };

    public override string Whole(Answer answer, ApiRequest request) => string.Empty;

    public override UpstreamError? Refuse(string model, ModelShelf shelf) => shelf.Models.Contains(model, StringComparer.Ordinal) ? null : new UpstreamError(404, $"model '{model}' not found");

    public override bool IsDone(ReadOnlySpan<byte> body) => body.IsEmpty;

    public override void Apply(string model, ModelShelf shelf) => shelf.Remove(model);
}
