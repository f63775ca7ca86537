using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Pipeline;

namespace Switchyard.MockUpstream.Scenarios;

/// <summary>A scenario in use: counts the requests each fault was asked about, and keeps the renditions that come again. Thread-safe.</summary>
internal sealed class ActiveScenario
{
    /// <summary>A draw is a set of bits.</summary>
    private const int MaxFaults = 64;

    private readonly Fault[] _faults;
    private readonly long[] _asked;
    private readonly ulong _seed;

    public ActiveScenario(string name, Scenario scenario, ulong seed)
    {
        Name = name;
        Scenario = scenario;
        _seed = seed;
        _faults = [.. scenario.Faults ?? []];
        _asked = new long[_faults.Length];
        if (_faults.Length > MaxFaults)
        {
            throw new ScenarioException($"A scenario has at most {MaxFaults} faults, not {_faults.Length}.");
        }
    }

    /// <summary>Gets the name it was found under, for the record of requests.</summary>
    public string Name { get; }

    public Scenario Scenario { get; }

    public RenditionCache Renditions { get; } = new();

    /// <summary>Gets a value indicating whether its request is refused before it is read: then it cannot depend on what the request says.</summary>
    public bool RefusesConnection => Array.Exists(_faults, static fault => fault is { Kind: FaultKind.Refuse, Model: null, Share: >= 1 });

    /// <summary>Draws which faults happen to the next request for <paramref name="model"/>: a set of their indices.</summary>
    public ulong Draw(string model)
    {
        var drawn = 0UL;
        for (var index = 0; index < _faults.Length; index++)
        {
            var fault = _faults[index];
            if (fault.Model is null || Glob.IsMatch(fault.Model, model))
            {
                var number = Interlocked.Increment(ref _asked[index]) - 1;
                var happens = (fault.First is null || number < fault.First) && (fault.Share >= 1 || Hash.Unit(_seed + (ulong)index, (ulong)number) < fault.Share);
                drawn |= happens ? 1UL << index : 0;
            }
        }

        return drawn;
    }

    /// <summary>The faults of a draw.</summary>
    public ActiveFaults Faults(ulong drawn) =>
        drawn == 0 ? ActiveFaults.None : new ActiveFaults([.. _faults.Where((_, index) => (drawn & (1UL << index)) != 0)]);
}
