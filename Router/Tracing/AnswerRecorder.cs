using System.Buffers;
using System.Text;
using System.Text.Json;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Tracing;

/// <summary>Takes the bytes of an answer as they go to the caller and makes out what they say: events as they come, JSON once it is whole.</summary>
internal sealed class AnswerRecorder(int maxBytes) : IDisposable
{
    // More than any text of the size that is kept needs, however it is escaped; beside it an answer may hold probabilities of tokens.
    private const int MaxWholeBytes = 8 * 1024 * 1024;
    private const int MaxEventBytes = 1024 * 1024;

    private readonly ContentParts _parts = new(maxBytes);
    private readonly EventBuffer _held = new();
    private readonly ArrayBufferWriter<byte> _whole = new();
    private StreamedText? _stream;
    private bool _isLost;

    /// <summary>Takes bytes.</summary>
    public void Accept(ReadOnlySpan<byte> bytes, bool isStream)
    {
        if (_isLost)
        {
            _parts.Skip(bytes.Length);
        }
        else if (isStream)
        {
            AcceptEvents(bytes);
        }
        else if (_whole.WrittenCount + bytes.Length > MaxWholeBytes)
        {
            Lose(bytes.Length);
        }
        else
        {
            _whole.Write(bytes);
        }
    }

    /// <summary>Gets what was said.</summary>
    public ContentParts Complete()
    {
        if (_whole.WrittenCount > 0 && !TryRead(_whole.WrittenMemory))
        {
            // Not whole, or not to be looked at: as much as is kept of it, as it is.
            var shown = Math.Min(_whole.WrittenCount, _parts.Room);
            _parts.Add(PartRoles.Assistant, _whole.WrittenSpan.TrimStart(" \r\n\t"u8) is [(byte)'{' or (byte)'[', ..] ? PartTypes.Json : PartTypes.Text, Encoding.UTF8.GetString(_whole.WrittenSpan[..shown]));
            if (shown < _whole.WrittenCount)
            {
                _parts.Skip(_whole.WrittenCount - shown);
            }
        }

        return _parts;
    }

    // A write that nobody waited for may still come: the bytes are left to the collector.
    public void Dispose() => _held.Abandon();

    private void AcceptEvents(ReadOnlySpan<byte> bytes)
    {
        _stream ??= new StreamedText(_parts);
        _held.Add(bytes);
        while (EventSyntax.LengthOfFirstEvent(_held.Held) is > 0 and var length)
        {
            AcceptEvent(EventSyntax.DataOf(_held.Held[..length]));
            _held.Drop(length);
        }

        if (_held.Held.Length > MaxEventBytes)
        {
            Lose(_held.Held.Length);
        }
    }

    private void AcceptEvent(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != (byte)'{')
        {
            return;
        }

        try
        {
            _stream!.Accept(JsonElement.Parse(data));
        }
        catch (JsonException)
        {
            // What the caller cannot read either says nothing.
        }
    }

    private bool TryRead(ReadOnlyMemory<byte> answer)
    {
        if (_isLost)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(answer);
            MessageText.ReadAnswer(document.RootElement, _parts);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Lose(long bytes)
    {
        _isLost = true;
        _parts.Skip(bytes);
    }
}
