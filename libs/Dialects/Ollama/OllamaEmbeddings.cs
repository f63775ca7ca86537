using System.Buffers;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Embeddings;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Ollama;

/// <summary>Speaks <c>/api/embed</c>.</summary>
/// <remarks>Source: Ollama's <c>docs/api.md</c>, "Generate Embeddings".</remarks>
internal sealed class OllamaEmbeddings : EmbeddingReader
{
    public override UpstreamRequest Write(EmbeddingRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = AnswerJson.Create(body))
        {
            json.WriteStartObject();
            json.WriteString("model", request.Model);
            json.WriteStartArray("input");
            foreach (var text in request.Texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            json.WriteOptional("dimensions", request.Dimensions);
            json.WriteEndObject();
        }

        return new UpstreamRequest("api/embed", body.WrittenMemory, request.Dropped);
    }

    protected override EmbeddingAnswer Read(JsonField root) => new(
        root["embeddings"].IsAbsent ? throw root["embeddings"].Wrong("an array") : [.. root["embeddings"].Items().Select(ReadVector)],
        ReadUsage(root["prompt_eval_count"]));
}
