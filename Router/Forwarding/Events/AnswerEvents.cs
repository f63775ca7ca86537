using Switchyard.Providers;
using Switchyard.Router.Continuation;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>What becomes of one answer's events: the upstream's bytes go in as they come, and whole events for the caller come out.</summary>
/// <remarks>Synchronous and not for several threads: <see cref="EventStream"/> reads, waits and watches the time.</remarks>
internal abstract class AnswerEvents : IDisposable
{
    /// <summary>Gets whether a piece of the answer came.</summary>
    public abstract bool HasContent { get; }

    /// <summary>Gets whether the upstream said that the answer has ended; a little may still follow.</summary>
    public abstract bool HasEnded { get; }

    /// <summary>Gets whether nothing more will come out.</summary>
    public abstract bool IsFinished { get; }

    /// <summary>Gets the text of an answer that broke off inside it and waits for <see cref="Continue"/> or <see cref="GiveUp"/>; <see langword="null"/> unless one does.</summary>
    public virtual string? BrokenText => null;

    /// <summary>Gets whether an answer broke off and waits.</summary>
    public virtual bool IsBroken => false;

    /// <summary>Gets the error the upstream reported, if it did.</summary>
    public abstract ProviderError? Error { get; }

    /// <summary>Gets how many events came.</summary>
    public abstract int Count { get; }

    /// <summary>Gets how many bytes can be taken.</summary>
    public abstract int Ready { get; }

    /// <summary>Gets how many bytes are kept, ready or not.</summary>
    public abstract int Held { get; }

    /// <summary>Gets what the caller hears while the upstream is silent.</summary>
    public abstract ReadOnlyMemory<byte> KeepAlive { get; }

    /// <summary>Gets room for more of the upstream's bytes, at least one.</summary>
    public abstract Memory<byte> MakeRoom();

    /// <summary>Says that <paramref name="count"/> bytes were written into the room.</summary>
    public abstract void Accept(int count);

    /// <summary>Says that nothing more comes, and ends the caller's stream: in order where all was said, else with an error event.</summary>
    /// <param name="isCleanEnd">Whether the upstream ended its body in order.</param>
    public abstract void Complete(bool isCleanEnd);

    /// <summary>Goes on with the events of <paramref name="answer"/> where the answer before broke off.</summary>
    public virtual void Continue(ContinuedAnswer answer) => throw new NotSupportedException();

    /// <summary>Tells the caller that the answer broke off.</summary>
    public virtual void GiveUp()
    {
    }

    /// <summary>Takes as many ready bytes as fit.</summary>
    public abstract int Take(Span<byte> destination);

    /// <summary>Leaves the room to the collector, because a read that was not awaited may still write into it.</summary>
    public abstract void Abandon();

    public abstract void Dispose();
}
