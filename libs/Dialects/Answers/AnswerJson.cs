using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Answers;

/// <summary>Writes one JSON document into a buffer.</summary>
internal static class AnswerJson
{
    public static Utf8JsonWriter Create(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new Utf8JsonWriter(output, JsonText.WriterOptions);
    }
}
