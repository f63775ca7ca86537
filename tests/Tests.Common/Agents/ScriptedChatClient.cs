using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Switchyard.Tests.Common.Agents;

/// <summary>Stands for a model: gives its answers in order, the last one for ever, and keeps what it was asked.</summary>
public sealed class ScriptedChatClient(params IReadOnlyList<ScriptedAnswer> answers) : IChatClient
{
    private int _asked;

    /// <summary>Gets the conversations it was given, oldest first.</summary>
    public ConcurrentQueue<IReadOnlyList<ChatMessage>> Requests { get; } = [];

    /// <summary>Gets the options it was given, oldest first.</summary>
    public ConcurrentQueue<ChatOptions?> Options { get; } = [];

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> given = [.. messages];
        Requests.Enqueue(given);
        Options.Enqueue(options);
        var answer = answers[Math.Min(Interlocked.Increment(ref _asked) - 1, answers.Count - 1)];
        await foreach (var content in answer.PlayAsync(given, cancellationToken))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
