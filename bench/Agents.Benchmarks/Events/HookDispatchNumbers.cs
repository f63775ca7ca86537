namespace Switchyard.Agents.Benchmarks.Events;

/// <summary>The cost of one dispatch, in processor time.</summary>
/// <param name="WithoutHooks">In nanoseconds, at a point without hooks.</param>
/// <param name="OneHook">In nanoseconds, with one.</param>
/// <param name="TwentyHooks">In nanoseconds, with twenty.</param>
/// <param name="AllocatedBytes">What one with twenty allocates.</param>
public sealed record HookDispatchNumbers(double WithoutHooks, double OneHook, double TwentyHooks, double AllocatedBytes);
