namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>Something is remembered or recalled.</summary>
/// <param name="point">The point.</param>
public sealed class MemoryHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets or sets the name or query of what is remembered.</summary>
    public required string Key { get; set; }

    /// <summary>Gets or sets what is remembered; before it is read, what takes its place.</summary>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public override bool HasOutcome => Value is not null;
}
