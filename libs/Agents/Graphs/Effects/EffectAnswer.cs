namespace Switchyard.Agents.Graphs.Effects;

/// <summary>What the other side says about an effect.</summary>
public enum EffectAnswer
{
    /// <summary>It cannot say: a person decides.</summary>
    Unknown,

    /// <summary>It happened.</summary>
    Happened,

    /// <summary>It did not happen and will not.</summary>
    DidNotHappen,
}
