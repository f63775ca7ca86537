namespace Switchyard.Agents.Graphs.Effects;

/// <summary>Thrown by an effect that failed and knows that nothing happened outside, so that nobody has to be asked.</summary>
/// <param name="message">Why it failed.</param>
/// <param name="cause">What was thrown.</param>
public sealed class EffectDidNotHappenException(string message, Exception? cause = null) : Exception(message, cause);
