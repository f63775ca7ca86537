using System.Collections.Concurrent;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>
/// Finds the scenario of a request: the next of the script, else the one its header or model names, else the default.
/// Names are looked up among those that were put first, and read by their grammar after that. Thread-safe.
/// </summary>
internal sealed class ScenarioBook
{
    public const string DefaultName = "default";

    /// <summary>Names read by the grammar are kept up to this many, with what their faults have counted.</summary>
    private const int MaxKept = 1024;

    private const string ModelPrefix = "mock/";

    private readonly ConcurrentDictionary<string, Scenario> _named = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ActiveScenario> _active = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ActiveScenario> _script = new();
    private readonly Lock _taking = new();
    private readonly Scenario _initial;
    private readonly ulong _seed;

    public ScenarioBook(Scenario initial, ulong seed)
    {
        _initial = initial;
        _seed = seed;
        Default = new ActiveScenario(DefaultName, initial, seed);
        Undisturbed = new ActiveScenario("undisturbed", new Scenario(), seed);
    }

    /// <summary>Gets the scenario of requests that name none.</summary>
    public ActiveScenario Default { get; private set; }

    /// <summary>Gets the scenario of requests that ask about models: they come by themselves and must not use up what is meant for others.</summary>
    public ActiveScenario Undisturbed { get; }

    public IReadOnlyCollection<string> Names => [.. _named.Keys.Order(StringComparer.Ordinal)];

    public int Queued => _script.Count;

    /// <summary>Puts a scenario under a name; that of a model is for all requests for it, <c>default</c> for all that name none.</summary>
    public void Put(string name, Scenario scenario)
    {
        var active = new ActiveScenario(name, scenario.Over(_initial), _seed);
        _named[name] = scenario;
        Default = name == DefaultName ? active : Default;
        _active.Clear();
    }

    public bool Remove(string name)
    {
        Default = name == DefaultName ? new ActiveScenario(DefaultName, _initial, _seed) : Default;
        var removed = _named.TryRemove(name, out _);
        _active.Clear();
        return removed;
    }

    public void Enqueue(IEnumerable<Scenario> scenarios)
    {
        foreach (var active in scenarios.Select(scenario => new ActiveScenario("script", scenario.Over(Default.Scenario), _seed)).ToArray())
        {
            _script.Enqueue(active);
        }
    }

    public void ClearScript() => _script.Clear();

    /// <summary>Reads names joined by plus signs.</summary>
    /// <exception cref="ScenarioException">One is neither put nor readable.</exception>
    public Scenario Resolve(string names)
    {
        var scenario = new Scenario();
        foreach (var name in names.Split('+', ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            scenario = scenario.And(_named.TryGetValue(name, out var put) ? put : name == DefaultName ? new Scenario() : ScenarioNames.ParseOne(name));
        }

        return scenario;
    }

    /// <summary>Finds the scenario of a request, and the model without the names in it.</summary>
    /// <exception cref="ScenarioException">A name is unknown.</exception>
    public ActiveScenario Find(string model, string? header, bool generates, out string plainModel)
    {
        var names = Split(model, out plainModel);
        if (generates && TakeScripted() is { } next)
        {
            return next;
        }

        names = header is { Length: > 0 } ? names is null ? header : $"{names}+{header}" : names;
        return names is not null ? Activate(names) : !_named.IsEmpty && _named.ContainsKey(plainModel) ? Activate(plainModel) : generates ? Default : Undisturbed;
    }

    /// <summary>Says whether a new connection is refused, by the next of the script, which is used up by it. The default refuses requests only: the control API has to stay within reach.</summary>
    public bool RefusesConnection()
    {
        if (_script.IsEmpty)
        {
            return false;
        }

        lock (_taking)
        {
            return _script.TryPeek(out var next) && next.RefusesConnection && _script.TryDequeue(out _);
        }
    }

    // Not between the look and the taking of a refused connection.
    private ActiveScenario? TakeScripted()
    {
        if (_script.IsEmpty)
        {
            return null;
        }

        lock (_taking)
        {
            return _script.TryDequeue(out var next) ? next : null;
        }
    }

    // mock/cut-after-40 or gpt-5+cut-after-40.
    private static string? Split(string model, out string plainModel)
    {
        plainModel = model;
        if (model.StartsWith(ModelPrefix, StringComparison.Ordinal))
        {
            return model[ModelPrefix.Length..];
        }

        var plus = model.IndexOf('+', StringComparison.Ordinal);
        if (plus < 0)
        {
            return null;
        }

        plainModel = model[..plus];
        return model[(plus + 1)..];
    }

    private ActiveScenario Activate(string names)
    {
        if (_active.TryGetValue(names, out var active))
        {
            return active;
        }

        if (_active.Count >= MaxKept)
        {
            _active.Clear();
        }

        return _active.GetOrAdd(names, new ActiveScenario(names, Resolve(names).Over(Default.Scenario with { Faults = null }), _seed));
    }
}
