namespace Switchyard.Agents.Graphs.Effects;

/// <summary>An effect that has begun and of which there is no result: it is being worked on, or waits for something outside of the run.</summary>
/// <param name="Key">The call's key.</param>
/// <param name="OwnKey">The call's name in this run alone; see <see cref="EffectCall{TArguments}.OwnKey"/>.</param>
/// <param name="Name">The effect's name.</param>
/// <param name="Arguments">The arguments as JSON.</param>
public sealed record EffectUnderWay(string Key, string OwnKey, string Name, string? Arguments);
