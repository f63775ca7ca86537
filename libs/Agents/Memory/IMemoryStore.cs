namespace Switchyard.Agents.Memory;

/// <summary>What an agent was asked to remember, by user and key.</summary>
/// <remarks>Implementations are safe for concurrent calls and never mix users.</remarks>
public interface IMemoryStore
{
    /// <summary>Stores <paramref name="value"/>, replacing what was there; false when the user's memory is full.</summary>
    Task<bool> SetAsync(string user, string key, string value, CancellationToken cancellationToken = default);

    /// <summary>Reads a value; null when nothing is stored.</summary>
    Task<string?> GetAsync(string user, string key, CancellationToken cancellationToken = default);

    /// <summary>Lists what is stored, by key, at most <paramref name="limit"/> entries.</summary>
    Task<IReadOnlyList<MemoryEntry>> ListAsync(string user, int limit, CancellationToken cancellationToken = default);

    /// <summary>Deletes a value; false when nothing was stored.</summary>
    Task<bool> DeleteAsync(string user, string key, CancellationToken cancellationToken = default);
}
