namespace Switchyard.Agents.Graphs.Effects;

/// <summary>One call of an effect.</summary>
/// <typeparam name="TArguments">What it is called with.</typeparam>
/// <param name="Key">The call's name: the same whenever this call is made again, and that of no other call.</param>
/// <param name="OwnKey">The call's name in this run alone: another one where the run was forked in the middle of the call, which keeps the key it has in the run it was forked from.</param>
/// <param name="Arguments">What it is called with.</param>
public readonly record struct EffectCall<TArguments>(string Key, string OwnKey, TArguments Arguments);
