using System.Buffers;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Embeddings;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Gemini;

/// <summary>Speaks <c>batchEmbedContents</c>, which takes one request a text, each naming the model again.</summary>
/// <remarks>Source: Gemini API reference, "Embeddings".</remarks>
internal sealed class GeminiEmbeddings : EmbeddingReader
{
    public override UpstreamRequest Write(EmbeddingRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = AnswerJson.Create(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("requests");
            foreach (var text in request.Texts)
            {
                json.WriteStartObject();
                json.WriteString("model", $"models/{request.Model}");
                json.WriteStartObject("content");
                json.WriteStartArray("parts");
                json.WriteStartObject();
                json.WriteString("text", text);
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteOptional("outputDimensionality", request.Dimensions);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new UpstreamRequest($"models/{Uri.EscapeDataString(request.Model)}:batchEmbedContents", body.WrittenMemory, request.Dropped);
    }

    protected override EmbeddingAnswer Read(JsonField root) => new(
        root["embeddings"].IsAbsent ? throw root["embeddings"].Wrong("an array") : [.. root["embeddings"].Items().Select(embedding => ReadVector(embedding["values"]))],
        ReadUsage(root["usageMetadata"]["promptTokenCount"]));
}
