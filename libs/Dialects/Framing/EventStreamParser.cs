using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Framing;

/// <summary>Reads server-sent events as the WHATWG describes them. The framework's parser pulls from a stream and bounds nothing; this one is pushed and bounded.</summary>
internal sealed class EventStreamParser(int maxMessageBytes) : FrameParser(maxMessageBytes)
{
    private readonly PooledBytes _data = new(maxMessageBytes);
    private readonly PooledBytes _type = new(maxMessageBytes);
    private bool _hasData;

    public override void Complete(IFrameSink sink)
    {
        base.Complete(sink);
        Dispatch(sink);
    }

    public override void Dispose()
    {
        base.Dispose();
        _data.Dispose();
        _type.Dispose();
    }

    protected override void OnLine(ReadOnlySpan<byte> line, IFrameSink sink)
    {
        if (line.IsEmpty)
        {
            Dispatch(sink);
            return;
        }

        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        value = value.StartsWith(" "u8) ? value[1..] : value;
        if (name.SequenceEqual("data"u8))
        {
            AddData(value);
        }
        else if (name.SequenceEqual("event"u8))
        {
            _type.Clear();
            Require(_type.TryAppend(value));
        }
    }

    private void AddData(ReadOnlySpan<byte> value)
    {
        if (_hasData)
        {
            Require(_data.TryAppend("\n"u8));
        }

        Require(_data.TryAppend(value));
        _hasData = true;
    }

    private void Dispatch(IFrameSink sink)
    {
        // Cleared before the call: the sink may throw, and the event must not come twice.
        var type = _type.Span;
        var data = _data.Span;
        _type.Clear();
        _data.Clear();
        _hasData = false;
        if (!data.IsEmpty)
        {
            sink.OnFrame(type, data);
        }
    }

    private void Require(bool fits)
    {
        if (!fits)
        {
            throw TooLarge();
        }
    }
}
