using System.Text;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Sessions;

/// <summary>Writes turns as text, for a model to read about a conversation instead of taking part in it.</summary>
internal static class SessionTranscript
{
    private const int CharactersPerToken = 4;

    // What a tool gave matters by what was made of it; the beginning tells what it was.
    private const int MaxResultLength = 1_000;

    public static int EstimateTokens(IReadOnlyList<ChatMessage> messages) =>
        messages.Sum(message => (message.Content?.ToText().Length ?? 0) + (message.ToolCalls ?? []).Sum(call => (call.Function?.Name?.Length ?? 0) + (call.Function?.Arguments?.Length ?? 0)) + CharactersPerToken) / CharactersPerToken;

    /// <summary>The turns as texts of at most a length, each of whole turns; one that is longer by itself is cut in its middle.</summary>
    public static IReadOnlyList<string> Write(IEnumerable<SessionTurn> turns, int maxLength)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        foreach (var turn in turns.Select(turn => Cut(Write(turn), maxLength)))
        {
            if (part.Length > 0 && part.Length + turn.Length > maxLength)
            {
                parts.Add(part.ToString());
                part.Clear();
            }

            part.Append(turn);
        }

        if (part.Length > 0)
        {
            parts.Add(part.ToString());
        }

        return parts;
    }

    private static string Write(SessionTurn turn)
    {
        var text = new StringBuilder();
        foreach (var message in turn.Messages)
        {
            var content = message.Content?.ToText() ?? "";
            if (message.Role == "tool")
            {
                text.Append("result: ").AppendLine(Cut(content, MaxResultLength));
                continue;
            }

            if (content.Length > 0)
            {
                text.Append(message.Role).Append(": ").AppendLine(content);
            }

            foreach (var call in message.ToolCalls ?? [])
            {
                text.Append("call: ").Append(call.Function?.Name).Append(' ').AppendLine(call.Function?.Arguments);
            }
        }

        return text.AppendLine().ToString();
    }

    private static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        // Neither cut goes through a pair of surrogates.
        var head = maxLength / 2;
        var tail = text.Length - (maxLength - head);
        head -= char.IsLowSurrogate(text[head]) ? 1 : 0;
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        return $"{text[..head]}\n[…]\n{text[tail..]}";
    }
}
