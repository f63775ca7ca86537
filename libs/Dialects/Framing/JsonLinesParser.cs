namespace Switchyard.Dialects.Framing;

/// <summary>Reads one JSON document a line, as Ollama sends them.</summary>
internal sealed class JsonLinesParser(int maxMessageBytes) : FrameParser(maxMessageBytes)
{
    protected override void OnLine(ReadOnlySpan<byte> line, IFrameSink sink)
    {
        if (!line.IsEmpty)
        {
            sink.OnFrame(default, line);
        }
    }
}
