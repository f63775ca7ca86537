using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Sessions;

/// <summary>Asks a model about a conversation.</summary>
internal static class SessionModel
{
    /// <exception cref="SessionModelException">The model gave no text.</exception>
    public static async Task<string> AskAsync(IChatClient model, string? name, string system, string text, CancellationToken cancellationToken) =>
        await AskAsync(model, [new ChatMessage(ChatRole.System, system), new ChatMessage(ChatRole.User, text)], new ChatOptions { ModelId = name, Temperature = 0 }, cancellationToken).ConfigureAwait(false);

    /// <exception cref="SessionModelException">The model gave no text.</exception>
    public static async Task<string> AskAsync(IChatClient model, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var answer = await model.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        return answer.Text.Trim() is { Length: > 0 } text ? text : throw new SessionModelException("The model gave an empty answer.");
    }
}
