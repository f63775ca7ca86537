using Switchyard.Dialects.Events;

namespace Switchyard.Dialects;

/// <summary>Reads one upstream's stream, message by message.</summary>
/// <remarks>One object per stream; not for several threads. Between <see cref="ModelEventKind.Started"/> and the one
/// <see cref="ModelEventKind.Finished"/> or <see cref="ModelEventKind.Failed"/>, parts follow one another: each is started, continued and ended before the next.</remarks>
public interface IEventReader : IDisposable
{
    /// <summary>Gets whether the stream has finished or failed; what follows is ignored.</summary>
    bool IsFinished { get; }

    /// <summary>Reads one message of the stream.</summary>
    /// <param name="type">The event's name; empty where the dialect has none.</param>
    /// <param name="data">The event's data, or a line of JSON; not kept.</param>
    /// <param name="sink">Takes the events.</param>
    /// <exception cref="AnswerFormatException">The message does not follow the dialect.</exception>
    void Read(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, IModelEventSink sink);

    /// <summary>Ends the stream: finishes an answer that was complete but for its last word, and fails one that broke off.</summary>
    void Complete(IModelEventSink sink);
}
