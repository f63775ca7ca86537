using System.Collections.Concurrent;

namespace Switchyard.Agents.Backends;

/// <summary>The ways of running a model in this process, by name. Safe for concurrent use.</summary>
public sealed class LocalRunners
{
    private readonly ConcurrentDictionary<string, Func<ILocalRunner>> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Makes a way known.</summary>
    /// <param name="name">The name that configuration chooses it by, in any case.</param>
    /// <param name="create">Makes what runs one model.</param>
    /// <returns>This.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public LocalRunners Register(string name, Func<ILocalRunner> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        return _byName.TryAdd(name, create) ? this : throw new ArgumentException($"There is a local runner named '{name}' already; choose another name.", nameof(name));
    }

    /// <summary>Makes what runs one model.</summary>
    /// <exception cref="ArgumentException">There is no way of this name.</exception>
    public ILocalRunner Create(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name)?.Invoke()
            ?? throw new ArgumentException($"There is no local runner named '{name}'; there are: {(Names.Count == 0 ? "none" : string.Join(", ", Names))}. Register it with {nameof(LocalRunners)}.{nameof(Register)}.", nameof(name));
    }
}
