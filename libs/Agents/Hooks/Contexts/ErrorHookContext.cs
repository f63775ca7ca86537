namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>Something failed.</summary>
/// <param name="point">The point.</param>
public sealed class ErrorHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets what failed, like <c>model</c> or the name of a tool or node.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets or sets why, as the user is told it.</summary>
    public required string Error { get; set; }

    /// <summary>Gets what was thrown, where something was.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Gets how many times it was tried.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Gets or sets how long to wait before it is tried again.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Gets or sets the answer that takes the failure's place.</summary>
    public string? Answer { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Answer is not null;
}
