namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A step of a graph begins, has ended or is durable.</summary>
/// <param name="point">The point.</param>
public sealed class StepHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets or sets how long the step took; <see langword="null"/> before its end.</summary>
    public TimeSpan? Duration { get; set; }
}
