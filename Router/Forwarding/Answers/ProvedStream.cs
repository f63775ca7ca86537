using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>A long answer in JSON on its way to the caller. What turns out to be none breaks off; an error in it, and its tokens, are noted.</summary>
/// <param name="inner">The answer.</param>
/// <param name="known">How many of its bytes <paramref name="outline"/> has read.</param>
/// <param name="outline">What reads it.</param>
/// <param name="dialect">The upstream's dialect.</param>
/// <param name="outcome">Where what came of it is noted.</param>
internal sealed class ProvedStream(PassedStream inner, int known, JsonOutline outline, Dialect dialect, StreamOutcome outcome) : ReadOnlyStream
{
    private int _known = known;

    /// <exception cref="IOException">The upstream was silent for too long, or this is no JSON.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        var again = Math.Min(_known, read);
        _known -= again;
        outline.Add(buffer.Span[again..read]);
        if (outline.IsBroken || (read == 0 && buffer.Length > 0 && !IsProved()))
        {
            throw new IOException("The upstream's answer is no JSON.");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsProved()
    {
        if (!outline.IsWhole || outline.IsCut)
        {
            return outline.IsWhole;
        }

        var answer = AnswerReader.Read(outline.Members);
        outcome.IsInterrupted |= answer.Facts.HasFlag(EventFacts.Error);
        outcome.Usage = dialect == Dialect.Chat ? answer.Usage : null;
        return !answer.Facts.HasFlag(EventFacts.Malformed);
    }
}
