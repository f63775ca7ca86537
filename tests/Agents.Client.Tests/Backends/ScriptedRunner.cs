using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Backends;

namespace Switchyard.Agents.Client.Tests.Backends;

/// <summary>Stands for what runs a model in this process; remembers what was asked of it.</summary>
internal sealed class ScriptedRunner : ILocalRunner
{
    private readonly ConcurrentQueue<string> _calls = [];

    public IReadOnlyList<string> Calls => [.. _calls];

    public Task LoadAsync(string path, CancellationToken cancellationToken)
    {
        _calls.Enqueue($"load {path}");
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GenerateAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _calls.Enqueue("generate");
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "I am small.");
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 4, OutputTokenCount = 3 })]);
    }

    public ValueTask CleanupAsync()
    {
        _calls.Enqueue("cleanup");
        return ValueTask.CompletedTask;
    }
}
