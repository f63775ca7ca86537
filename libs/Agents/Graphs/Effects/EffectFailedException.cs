namespace Switchyard.Agents.Graphs.Effects;

/// <summary>An effect failed, now or before the run went on in this process.</summary>
/// <param name="effect">The effect's name.</param>
/// <param name="error">Why, as it is journalled.</param>
/// <param name="cause">What was thrown, where it was thrown in this process.</param>
public sealed class EffectFailedException(string effect, string error, Exception? cause = null) : Exception($"The effect '{effect}' failed: {error}", cause)
{
    /// <summary>Gets the effect's name.</summary>
    public string Effect => effect;

    /// <summary>Gets why, as it is journalled.</summary>
    public string Error => error;
}
