using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.CrashMatrix.Trials;

/// <summary>One kill, and what came of the run.</summary>
/// <param name="Kind">The kind of run.</param>
/// <param name="Class">What its effects are.</param>
/// <param name="Boundary">Where its host was killed.</param>
public sealed record CrashTrial(string Kind, EffectClass Class, string Boundary)
{
    /// <summary>Gets how many effects happened more than once.</summary>
    public int Repeated { get; init; }

    /// <summary>Gets how many calls were made again without anything happening: of effects that change nothing, or under a key that the other side knew.</summary>
    public int CalledAgain { get; init; }

    /// <summary>Gets how many times a person had to say whether an effect happened.</summary>
    public int Uncertain { get; init; }

    /// <summary>Gets whether the run did not come to the end that it comes to undisturbed.</summary>
    public bool IsLost { get; init; }

    /// <summary>Gets how long another host took from opening the journal until the run went on.</summary>
    public TimeSpan WentOnAfter { get; init; }

    /// <summary>Gets how long that host lived: its start, what was left of the run, and its end.</summary>
    public TimeSpan DoneAfter { get; init; }

    /// <summary>Gets what is not as promised; empty where all is.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];
}
