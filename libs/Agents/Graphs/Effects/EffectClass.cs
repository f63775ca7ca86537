namespace Switchyard.Agents.Graphs.Effects;

/// <summary>What may be done about an effect of which nobody knows whether it happened.</summary>
public enum EffectClass
{
    /// <summary>It changes nothing outside, so it may be repeated, and its intent is not journalled: a model call, a search.</summary>
    Pure,

    /// <summary>It may be repeated with the same key, which the other side uses to do it once.</summary>
    Idempotent,

    /// <summary>The other side can be asked whether it happened under a key.</summary>
    AsksRemote,

    /// <summary>It must not be repeated blindly: a person decides.</summary>
    Unsafe,
}
