namespace Switchyard.Agents.Tools.Communication;

/// <summary>Where messages between agents wait until they are read.</summary>
/// <remarks>Implementations are safe for concurrent calls and never mix users.</remarks>
public interface IMessageInbox
{
    /// <summary>Delivers a message, once for each key.</summary>
    /// <param name="message">The message.</param>
    /// <param name="key">The call's key: a message with one that was delivered before changes nothing. Empty delivers always.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where the agent's inbox is full.</returns>
    Task<bool> DeliverAsync(AgentMessage message, string key, CancellationToken cancellationToken = default);

    /// <summary>Reads the newest messages for an agent, oldest first; they stay.</summary>
    /// <param name="user">Whose agent it is.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AgentMessage>> ReadAsync(string user, string agent, int limit, CancellationToken cancellationToken = default);
}
