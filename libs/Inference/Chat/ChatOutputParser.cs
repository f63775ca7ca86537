using Switchyard.ToolCalls;

namespace Switchyard.Inference.Chat;

/// <summary>Cuts an answer into reasoning, text and tool calls. Calls a model weighs in its reasoning are reasoning.</summary>
/// <param name="calls">The parser of calls, or null when there are no tools to call.</param>
/// <param name="reasoning">The parser of the reasoning, or null when it stays in the text.</param>
public sealed class ChatOutputParser(ToolCallParser? calls, ReasoningParser? reasoning)
{
    /// <summary>Gets the number of calls found.</summary>
    public int CallCount => calls?.CallCount ?? 0;

    /// <summary>Adds text and gets what is certain now.</summary>
    public IEnumerable<ChatDelta> Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return reasoning is null ? ParseCalls(new ChatDelta(text, null)) : [.. reasoning.Add(text).SelectMany(ParseCalls)];
    }

    /// <summary>Ends the text and gets what was held back.</summary>
    public IEnumerable<ChatDelta> Finish()
    {
        if (reasoning?.Finish() is { } rest)
        {
            foreach (var delta in ParseCalls(rest))
            {
                yield return delta;
            }
        }

        foreach (var last in calls?.Finish() ?? [])
        {
            yield return last;
        }
    }

    private IEnumerable<ChatDelta> ParseCalls(ChatDelta delta) =>
        delta.Text is { } text && calls is not null ? calls.Add(text) : delta.Reasoning is not null || delta.Text is { Length: > 0 } ? [delta] : [];
}
