using Microsoft.Extensions.AI;
using WireMessage = Switchyard.Contracts.OpenAI.ChatMessage;

namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>The conversation that a model is given: texts alone, because without tools there is nothing else to say.</summary>
internal static class AnswerPrompt
{
    public static IReadOnlyList<WireMessage> Write(string systemPrompt, AnswerState state) =>
    [
        .. systemPrompt.Length > 0 ? [Say("system", systemPrompt)] : Array.Empty<WireMessage>(),
        .. state.Task.History.Select(message => Say(message.Role ?? "user", message.Content?.ToText() ?? "")).Where(message => message is { Role: not "tool", Content.Text.Length: > 0 }),
        Say("user", state.Task.Input),
        .. state.Wrong.SelectMany(wrong => new[]
        {
            Say("assistant", wrong.Text),
            Say("user", $"That does not keep to the JSON Schema: {wrong.Problem} Answer again, with JSON and nothing else."),
        }),
    ];

    public static IEnumerable<ChatMessage> ToMessages(IReadOnlyList<WireMessage> messages) => messages.Select(message => new ChatMessage(new ChatRole(message.Role!), message.Content!.ToText()));

    private static WireMessage Say(string role, string text) => new() { Role = role, Content = text };
}
