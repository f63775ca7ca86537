using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Plays a whole answer as the events of a stream.</summary>
internal static class AnswerPlayer
{
    public static void Play(ModelAnswer answer, Random random, IModelEventSink sink)
    {
        sink.Accept(new ModelEvent { Kind = ModelEventKind.Started, Id = answer.Id, Name = answer.Model });
        for (var index = 0; index < answer.Parts.Count; index++)
        {
            Play(answer.Parts[index], index, random, sink);
        }

        sink.Accept(new ModelEvent { Kind = ModelEventKind.Finished, Finish = answer.Finish, Usage = answer.Usage });
    }

    private static void Play(MessagePart part, int index, Random random, IModelEventSink sink)
    {
        var (kind, text) = part switch
        {
            TextPart some => (PartKind.Text, some.Text),
            RefusalPart refusal => (PartKind.Refusal, refusal.Text),
            ToolCallPart call => (PartKind.ToolCall, call.Arguments),
            ReasoningPart { IsRedacted: true } => (PartKind.RedactedReasoning, string.Empty),
            ReasoningPart reasoning => (PartKind.Reasoning, reasoning.Text),
            _ => throw new InvalidOperationException($"No event for {part.GetType()}."),
        };
        var toolCall = part as ToolCallPart;
        sink.Accept(new ModelEvent { Kind = ModelEventKind.PartStarted, Index = index, Part = kind, Id = toolCall?.Id, Name = toolCall?.Name });
        foreach (var piece in Pieces(text, random))
        {
            sink.Accept(new ModelEvent { Kind = ModelEventKind.Delta, Index = index, Part = kind, Text = Encoding.UTF8.GetBytes(piece) });
        }

        if (part is ReasoningPart { Signature: { } signature } signed)
        {
            sink.Accept(new ModelEvent { Kind = ModelEventKind.Signature, Index = index, Part = kind, Text = Encoding.UTF8.GetBytes(signature), Origin = signed.Origin });
        }

        sink.Accept(new ModelEvent { Kind = ModelEventKind.PartEnded, Index = index, Part = kind });
    }

    // Between whole characters only: an event's text is valid by itself.
    private static IEnumerable<string> Pieces(string text, Random random)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            piece.Append(rune);
            if (random.Next(3) == 0)
            {
                yield return piece.ToString();
                piece.Clear();
            }
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }
}
