namespace Switchyard.Agents.Tools.Communication;

/// <summary>Messages in memory, until the process ends.</summary>
/// <param name="maxMessages">The most messages of one agent of one user.</param>
public sealed class MemoryMessageInbox(int maxMessages) : IMessageInbox
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string User, string Agent), List<(string Key, AgentMessage Message)>> _messages = [];

    /// <inheritdoc/>
    public Task<bool> DeliverAsync(AgentMessage message, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            if (!_messages.TryGetValue((message.User, message.To), out var inbox))
            {
                _messages[(message.User, message.To)] = inbox = [];
            }

            if (key.Length > 0 && inbox.Exists(entry => entry.Key == key))
            {
                return Task.FromResult(true);
            }

            if (inbox.Count >= maxMessages)
            {
                return Task.FromResult(false);
            }

            inbox.Add((key, message));
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AgentMessage>> ReadAsync(string user, string agent, int limit, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<AgentMessage>>(_messages.TryGetValue((user, agent), out var inbox) ? [.. inbox.TakeLast(limit).Select(entry => entry.Message)] : []);
        }
    }
}
