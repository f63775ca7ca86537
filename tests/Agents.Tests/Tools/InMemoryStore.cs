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
}
