using System.Buffers;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Strategies;

/// <summary>One model's answer on its way into the stream of all. It waits for its turn there, and its upstream with it.</summary>
internal sealed class ChoiceBody(ChoiceStream stream, string modelId, ChoiceEvents events) : WriteOnlyStream
{
    // As much as an answer in one piece may have, which comes as one event where it was checked before.
    private const int MaxEventBytes = 32 * 1024 * 1024;

    private readonly EventBuffer _buffer = new();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_buffer.Held.Length + buffer.Length > MaxEventBytes)
        {
            throw new IOException($"An event is over the limit of {MaxEventBytes} bytes.");
        }

        _buffer.Add(buffer.Span);
        if (Take() is { WrittenCount: > 0 } output)
        {
            await stream.WriteAsync(modelId, output.WrittenMemory, cancellationToken);
        }
    }

    /// <summary>Says that nothing more comes. The last event may lack its empty line.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => WriteAsync("\n\n"u8.ToArray(), cancellationToken);

    // What was written is whole events only: there is nothing to flush.
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _buffer.Dispose();
        }

        base.Dispose(disposing);
    }

    private ArrayBufferWriter<byte> Take()
    {
        var output = new ArrayBufferWriter<byte>();
        var taken = 0;
        while (EventSyntax.LengthOfFirstEvent(_buffer.Held[taken..]) is > 0 and var length)
        {
            events.Accept(_buffer.Held.Slice(taken, length), output);
            taken += length;
        }

        _buffer.Drop(taken);
        return output;
    }
}
