using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tests.Tools;

/// <summary>A memory for tests, with room for <paramref name="capacity"/> values.</summary>
internal sealed class InMemoryStore(int capacity = 100) : IMemoryStore
{
    private readonly Dictionary<(string User, string Key), string> _values = [];

    public Task<bool> SetAsync(string user, string key, string value, CancellationToken cancellationToken)
    {
        if (_values.Count >= capacity && !_values.ContainsKey((user, key)))
        {
            return Task.FromResult(false);
        }

        _values[(user, key)] = value;
        return Task.FromResult(true);
    }

    public Task<string?> GetAsync(string user, string key, CancellationToken cancellationToken) => Task.FromResult(_values.GetValueOrDefault((user, key)));

    public Task<IReadOnlyList<MemoryEntry>> ListAsync(string user, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MemoryEntry>>([.. _values.Where(pair => pair.Key.User == user).OrderBy(pair => pair.Key.Key, StringComparer.Ordinal).Take(limit).Select(pair => new MemoryEntry(pair.Key.Key, pair.Value))]);

    public Task<bool> DeleteAsync(string user, string key, CancellationToken cancellationToken) => Task.FromResult(_values.Remove((user, key)));
}
