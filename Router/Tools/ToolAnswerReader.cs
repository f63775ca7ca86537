using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Tools;

/// <summary>Reads whole answers and the calls in their text.</summary>
internal sealed class ToolAnswerReader(IAnswerReader inner, ToolCallRewriter rewriter) : IAnswerReader
{
    public ModelAnswer Read(ReadOnlySpan<byte> answer, AnswerContext context)
    {
        var read = inner.Read(answer, context);
        var parts = new List<MessagePart>();
        foreach (var part in read.Parts)
        {
            if (part is TextPart text && rewriter.CreateParser() is { } parser)
            {
                Split(text.Text, parser, parts);
            }
            else if (part is not ToolCallPart || rewriter.Admit())
            {
                parts.Add(part);
            }
        }

        return rewriter.IsRequired && !parts.Exists(static part => part is ToolCallPart)
            ? throw new MissingToolCallException()
            : read with { Parts = parts, Finish = rewriter.Correct(read.Finish) };
    }

    private void Split(string text, ToolCallParser parser, List<MessagePart> parts)
    {
        foreach (var delta in parser.Add(text).Concat(parser.Finish()))
        {
            Add(delta, parts);
        }
    }

    private void Add(ChatDelta delta, List<MessagePart> parts)
    {
        if (delta.Call is { } call)
        {
            if (rewriter.Take(call) is { } taken)
            {
                parts.Add(taken);
            }
        }
        else if (parts is [.., TextPart before])
        {
            parts[^1] = new TextPart(before.Text + delta.Text);
        }
        else
        {
            parts.Add(new TextPart(delta.Text!));
        }
    }
}
