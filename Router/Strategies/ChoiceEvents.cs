using System.Buffers;
using System.Text.Json;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Strategies;

/// <summary>Puts one model's stream, which is in the caller's dialect, into the stream of all: its pieces under its own number, its usage and its end kept back.</summary>
/// <remarks>Synchronous and not for several threads.</remarks>
internal sealed class ChoiceEvents(ChoiceWriter writer, int index, string modelId)
{
    private bool _isWhole;

    /// <summary>Gets whether a piece of the answer came.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Gets whether it broke off and its choice says so.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Gets whether all was said.</summary>
    public bool IsWhole => _isWhole && !IsBroken;

    /// <summary>Gets what it used; undefined where it does not say.</summary>
    public JsonElement Usage { get; private set; }

    /// <summary>Takes one whole event and writes what of it goes into the stream.</summary>
    public void Accept(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var data = EventSyntax.DataOf(text);
        if (IsBroken)
        {
            // Nothing that follows could be read as part of the answer.
        }
        else if (data.IsEmpty)
        {
            PassComment(text, output);
        }
        else if (data.SequenceEqual("[DONE]"u8))
        {
            _isWhole = HasBegun;
        }
        else
        {
            AcceptChunk(data, output);
        }
    }

    private void PassComment(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (HasBegun && text[0] == ':')
        {
            output.Write(text);
        }
    }

    private void AcceptChunk(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            using var chunk = JsonDocument.ParseValue(ref reader);
            if (chunk.RootElement.ValueKind == JsonValueKind.Object)
            {
                Accept(chunk.RootElement, output);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or names that are no text: what cannot be read is left out, as everywhere.
        }
    }

    private void Accept(JsonElement chunk, IBufferWriter<byte> output)
    {
        if (chunk.TryGetProperty("error"u8, out var error) && error.ValueKind != JsonValueKind.Null)
        {
            IsBroken = true;
            if (HasBegun)
            {
                writer.WriteBroken(index, modelId, error, output);
            }

            return;
        }

        if (chunk.TryGetProperty("usage"u8, out var usage) && usage.ValueKind == JsonValueKind.Object)
        {
            // Some count on in every chunk: the last is the sum.
            Usage = usage.Clone();
        }

        if (chunk.TryGetProperty("choices"u8, out var choices) && choices.ValueKind == JsonValueKind.Array)
        {
            foreach (var choice in choices.EnumerateArray())
            {
                AcceptChoice(choice, output);
            }
        }
    }

    // One answer was asked for; who sends more must not mix them.
    private void AcceptChoice(JsonElement choice, IBufferWriter<byte> output)
    {
        if (choice.ValueKind != JsonValueKind.Object || (choice.TryGetProperty("index"u8, out var number) && number.ValueKind == JsonValueKind.Number && number.GetDouble() != 0))
        {
            return;
        }

        writer.WriteChunk(index, modelId, choice, output);
        HasBegun = true;
        _isWhole |= choice.TryGetProperty("finish_reason"u8, out var finish) && finish.ValueKind == JsonValueKind.String;
    }
}
