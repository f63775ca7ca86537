using Switchyard.Agents.Client.Backends.Answers;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Client.Backends;

/// <summary>An agent that answers with a model of this process. Made by <see cref="AgentFactory"/>; disposing gives back what the model holds.</summary>
public sealed class LocalAgent : IAgent, IAsyncDisposable
{
    /// <summary>What results of local models name as their backend.</summary>
    public const string BackendName = "local";

    private readonly LocalChatClient _client;
    private readonly AnswerRuns _runs;

    internal LocalAgent(AgentBackendOptions options, LocalChatClient client, IRunJournal journal, TimeProvider time)
    {
        (Name, Description) = (options.Name, options.Description);
        _client = client;
        _runs = new AnswerRuns(options, client, [new ModelBackend(BackendName, client)], journal, time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default) => _runs.RunAsync(task, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
