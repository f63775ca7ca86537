using System.Buffers;
using System.Text;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>Writes a whole answer as the stream it could have been.</summary>
internal static class AnswerReplay
{
    public static void Write(ModelAnswer answer, IEventWriter writer, IBufferWriter<byte> output)
    {
        writer.Write(new ModelEvent { Kind = ModelEventKind.Started, Id = answer.Id, Name = answer.Model, Usage = answer.Usage }, output);
        for (var i = 0; i < answer.Parts.Count; i++)
        {
            Write(answer.Parts[i], i, writer, output);
        }

        writer.Write(new ModelEvent { Kind = ModelEventKind.Finished, Finish = answer.Finish, Usage = answer.Usage }, output);
    }

    private static void Write(MessagePart part, int index, IEventWriter writer, IBufferWriter<byte> output)
    {
        var (kind, text) = part switch
        {
            TextPart said => (PartKind.Text, said.Text),
            RefusalPart refused => (PartKind.Refusal, refused.Text),
            ToolCallPart call => (PartKind.ToolCall, call.Arguments),
            ReasoningPart { IsRedacted: true } => (PartKind.RedactedReasoning, string.Empty),
            ReasoningPart thoughts => (PartKind.Reasoning, thoughts.Text),
            _ => throw new InvalidOperationException($"An answer cannot hold a {part.GetType().Name}."),
        };
        var (called, reasoning) = (part as ToolCallPart, part as ReasoningPart);
        writer.Write(new ModelEvent { Kind = ModelEventKind.PartStarted, Index = index, Part = kind, Id = called?.Id, Name = called?.Name, Origin = reasoning?.Origin ?? default }, output);
        if (text.Length > 0)
        {
            writer.Write(new ModelEvent { Kind = ModelEventKind.Delta, Index = index, Part = kind, Text = Encoding.UTF8.GetBytes(text) }, output);
        }

        if (reasoning?.Signature is { } signature)
        {
            writer.Write(new ModelEvent { Kind = ModelEventKind.Signature, Index = index, Part = kind, Text = Encoding.UTF8.GetBytes(signature), Origin = reasoning.Origin }, output);
        }

        writer.Write(new ModelEvent { Kind = ModelEventKind.PartEnded, Index = index, Part = kind }, output);
    }
}
