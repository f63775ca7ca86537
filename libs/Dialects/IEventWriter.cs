using System.Buffers;
using Switchyard.Dialects.Events;

namespace Switchyard.Dialects;

/// <summary>Writes one caller's stream of server-sent events.</summary>
/// <remarks>One object per stream; not for several threads. Every event is written whole; after <see cref="ModelEventKind.Finished"/> or <see cref="ModelEventKind.Failed"/> nothing more may be written.</remarks>
public interface IEventWriter : IDisposable
{
    /// <summary>Writes what <paramref name="modelEvent"/> means in the caller's dialect, which may be nothing or several events.</summary>
    void Write(in ModelEvent modelEvent, IBufferWriter<byte> output);
}
