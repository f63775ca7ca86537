using Switchyard.Agents.Client.Backends.Answers;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Client.Backends;

/// <summary>An agent that answers with a model behind an address, and with those of backup servers when the first one fails. Made by <see cref="AgentFactory"/>.</summary>
public sealed class OnlineAgent : IAgent, IDisposable
{
    private readonly BackupChatClient _client;
    private readonly AnswerRuns _runs;

    internal OnlineAgent(AgentBackendOptions options, IReadOnlyList<ModelBackend> backends, IRunJournal journal, TimeProvider time)
    {
        (Name, Description) = (options.Name, options.Description);
        _client = new BackupChatClient(backends);
        _runs = new AnswerRuns(options, _client, backends, journal, time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default) => _runs.RunAsync(task, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
