using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Reads and writes both forms of a vector.</summary>
public sealed class EmbeddingVectorConverter : JsonConverter<EmbeddingVector>
{
    /// <inheritdoc/>
    public override EmbeddingVector Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String when reader.TryGetBytesFromBase64(out var bytes) && bytes.Length % sizeof(float) == 0 => new EmbeddingVector(FromBytes(bytes), IsBase64: true),
        JsonTokenType.StartArray => new EmbeddingVector(ReadNumbers(ref reader), IsBase64: false),
        _ => throw new JsonException("An embedding must be an array of numbers or base64 of 32-bit floats."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EmbeddingVector value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.IsBase64)
        {
            writer.WriteBase64StringValue(ToBytes(value.Values.Span));
            return;
        }

        writer.WriteStartArray();
        foreach (var number in value.Values.Span)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static float[] ReadNumbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<float>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.TokenType == JsonTokenType.Number ? reader.GetSingle() : throw new JsonException("An embedding must have numbers only."));
        }

        return [.. numbers];
    }

    private static float[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var numbers = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return numbers;
    }

    private static byte[] ToBytes(ReadOnlySpan<float> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        }

        return bytes;
    }
}
