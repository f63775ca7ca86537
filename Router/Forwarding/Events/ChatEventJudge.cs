using Switchyard.Dialects;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Judges chunks of chat and text completions, of which it reads no more than it must: most of what passes through the Router is this.</summary>
internal sealed class ChatEventJudge(UpstreamDialect dialect) : EventJudge(dialect)
{
    public override EventFacts Judge(ReadOnlySpan<byte> data, StreamOutcome outcome)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return EventFacts.Done;
        }

        var answer = AnswerReader.Read(data);
        outcome.Usage = answer.Usage ?? outcome.Usage;
        outcome.ContentBytes += answer.ContentBytes;
        return answer.Facts;
    }
}
