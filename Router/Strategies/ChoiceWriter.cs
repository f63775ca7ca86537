using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Strategies;

/// <summary>Writes several models' answers as the choices of one, whole or chunk by chunk, in the shape of chat or of text completions.</summary>
/// <remarks>What the models said goes over byte for byte, also what nobody here knows.</remarks>
internal sealed class ChoiceWriter(ForwardRequest request)
{
    private readonly AnswerContext _answer = request.Caller!.Answer;
    private readonly bool _isChat = request.Operation == UpstreamOperation.Chat;

    /// <summary>Writes one model's choice of a chunk.</summary>
    public void WriteChunk(int index, string modelId, JsonElement choice, IBufferWriter<byte> output) =>
        WriteEvent(modelId, json => WriteChoice(json, index, modelId, choice), output);

    /// <summary>Writes the end of a choice that broke off: a reason that no whole answer has, and the error.</summary>
    public void WriteBroken(int index, string modelId, JsonElement error, IBufferWriter<byte> output) => WriteEvent(modelId, json =>
    {
        BeginChoice(json, index, modelId);
        if (_isChat)
        {
            json.WriteStartObject("delta"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("text"u8, ""u8);
        }

        json.WriteString("finish_reason"u8, "error"u8);
        json.WritePropertyName("error"u8);
        WriteRaw(json, error);
        json.WriteEndObject();
    }, output);

    /// <summary>Writes the chunk that has the usage and no choice.</summary>
    public void WriteUsage(string modelId, ChoiceUsage usage, IBufferWriter<byte> output) => WriteEvent(modelId, static _ => { }, output, usage);

    /// <summary>Writes one answer with all choices.</summary>
    public ReadOnlyMemory<byte> WriteWhole(IReadOnlyList<(int Index, string ModelId, JsonElement Choice)> choices, ChoiceUsage usage)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        WriteRoot(json, choices[0].ModelId, isChunk: false, json =>
        {
            foreach (var (index, modelId, choice) in choices)
            {
                WriteChoice(json, index, modelId, choice);
            }
        }, usage);
        json.Flush();
        return output.WrittenMemory;
    }

    private void WriteEvent(string modelId, Action<Utf8JsonWriter> writeChoices, IBufferWriter<byte> output, ChoiceUsage? usage = null)
    {
        var chunk = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(chunk))
        {
            WriteRoot(json, modelId, isChunk: true, writeChoices, usage);
        }

        output.Write("data: "u8);
        var room = output.GetSpan(chunk.WrittenCount)[..chunk.WrittenCount];

        // An upstream may have written its JSON in several lines, and here a line is one.
        chunk.WrittenSpan.Replace(room, (byte)'\n', (byte)' ');
        room.Replace((byte)'\r', (byte)' ');
        output.Advance(chunk.WrittenCount);
        output.Write("\n\n"u8);
    }

    private void WriteRoot(Utf8JsonWriter json, string modelId, bool isChunk, Action<Utf8JsonWriter> writeChoices, ChoiceUsage? usage)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, $"{(_isChat ? "chatcmpl" : "cmpl")}-{_answer.Id}");
        json.WriteString("object"u8, !_isChat ? "text_completion"u8 : isChunk ? "chat.completion.chunk"u8 : "chat.completion"u8);
        json.WriteNumber("created"u8, _answer.Created.ToUnixTimeSeconds());
        json.WriteString("model"u8, modelId);
        json.WriteStartArray("choices"u8);
        writeChoices(json);
        json.WriteEndArray();
        usage?.Write(json);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, int index, string modelId, JsonElement choice)
    {
        BeginChoice(json, index, modelId);
        foreach (var member in choice.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);

            // A name that needs escapes is none that anybody looks for, and may be no text at all.
            if (!name.SequenceEqual("index"u8) && !name.SequenceEqual("model"u8) && !name.Contains((byte)'\\'))
            {
                json.WritePropertyName(name);
                WriteRaw(json, member.Value);
            }
        }

        json.WriteEndObject();
    }

    private static void BeginChoice(Utf8JsonWriter json, int index, string modelId)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteString("model"u8, modelId);
    }

    // Half of a surrogate pair, which may well end a piece of text, can be copied but not read.
    private static void WriteRaw(Utf8JsonWriter json, JsonElement value) => json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
}
