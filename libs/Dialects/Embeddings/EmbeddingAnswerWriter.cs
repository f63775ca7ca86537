using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Embeddings;

/// <summary>Writes vectors as OpenAI does.</summary>
public static class EmbeddingAnswerWriter
{
    /// <summary>Writes <paramref name="answer"/> as UTF-8 JSON.</summary>
    public static void Write(EmbeddingAnswer answer, EmbeddingRequest request, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(request);
        using var json = AnswerJson.Create(output);
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (var i = 0; i < answer.Vectors.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", i);
            WriteVector(json, answer.Vectors[i], request.IsBase64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model", request.Model);
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", answer.Usage?.InputTokens ?? 0);
        json.WriteNumber("total_tokens", answer.Usage?.InputTokens ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, float[] vector, bool isBase64)
    {
        if (isBase64)
        {
            var bytes = new byte[vector.Length * sizeof(float)];
            for (var i = 0; i < vector.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
            }

            json.WriteBase64String("embedding", bytes);
            return;
        }

        json.WriteStartArray("embedding");
        foreach (var value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
