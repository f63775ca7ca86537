using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>Puts one attempt's answer into the caller's dialect.</summary>
internal abstract class AnswerTranslation
{
    /// <summary>Gets whether the caller wants a stream.</summary>
    public virtual bool IsStream => false;

    /// <summary>Translates a whole answer and says what it used.</summary>
    /// <exception cref="AnswerFormatException">It is none, or cannot be said in the caller's dialect.</exception>
    public abstract ReadOnlyMemory<byte> Translate(ReadOnlySpan<byte> answer, StreamOutcome outcome);
}
