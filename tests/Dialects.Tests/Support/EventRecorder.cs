using System.Buffers;
using System.Text;
using Switchyard.Dialects.Events;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Writes events in a dialect and keeps the stream.</summary>
internal sealed class EventRecorder(IEventWriter writer) : IModelEventSink
{
    private readonly ArrayBufferWriter<byte> _output = new();

    public string Stream => Encoding.UTF8.GetString(_output.WrittenSpan);

    public void Accept(in ModelEvent modelEvent) => writer.Write(modelEvent, _output);
}
