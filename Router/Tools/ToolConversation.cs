using Switchyard.Dialects.Requests;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Tools;

/// <summary>Writes past calls and their results as text: calls in the model's turn, results in the person's, next to what the person said then.</summary>
internal static class ToolConversation
{
    public static IReadOnlyList<Message> Write(IReadOnlyList<Message> messages, ToolCallSyntax syntax)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var written = new List<Message>(messages.Count);
        var followsResults = false;
        foreach (var message in messages)
        {
            var parts = message.Role == MessageRole.Assistant ? WriteCalls(message.Parts, syntax, names) : WriteResults(message.Parts, names);
            var isResults = message.Role == MessageRole.Tool;
            if (followsResults && (isResults || message.Role == MessageRole.User))
            {
                written[^1] = written[^1] with { Parts = [.. written[^1].Parts, .. parts] };
            }
            else
            {
                written.Add(message with { Role = isResults ? MessageRole.User : message.Role, Parts = parts });
            }

            followsResults = isResults;
        }

        return written;
    }

    private static List<MessagePart> WriteCalls(IReadOnlyList<MessagePart> parts, ToolCallSyntax syntax, Dictionary<string, string> names)
    {
        var calls = parts.OfType<ToolCallPart>().ToList();
        foreach (var call in calls)
        {
            names[call.Id] = call.Name;
        }

        var others = parts.Where(static part => part is not ToolCallPart).ToList();
        if (calls.Count > 0)
        {
            others.Add(new TextPart((others is [.., TextPart] ? "\n" : string.Empty) + ToolCallWriter.Write(syntax, [.. calls.Select(static call => new ParsedToolCall(call.Name, call.Arguments))])));
        }

        return others;
    }

    private static List<MessagePart> WriteResults(IReadOnlyList<MessagePart> parts, Dictionary<string, string> names)
    {
        var written = new List<MessagePart>(parts.Count);
        foreach (var part in parts)
        {
            if (part is ToolResultPart result)
            {
                var text = string.Join('\n', result.Content.OfType<TextPart>().Select(static content => content.Text));
                written.Add(new TextPart(ToolPrompt.Result(names.GetValueOrDefault(result.CallId), text, result.IsError)));
                written.AddRange(result.Content.Where(static content => content is not TextPart));
            }
            else
            {
                written.Add(part);
            }
        }

        return written;
    }
}
