namespace Switchyard.Agents.Hooks;

/// <summary>What the hooks of a point have come to.</summary>
/// <param name="Kind">What is to be done.</param>
public readonly record struct HookVerdict(HookVerdictKind Kind)
{
    /// <summary>Gets: it goes on as the context says.</summary>
    public static HookVerdict Continue => default;

    /// <summary>Gets whether a hook changed the context.</summary>
    public bool IsModified { get; init; }

    /// <summary>Gets why it was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets the hook that refused or replaced it.</summary>
    public string? Hook { get; init; }

    /// <summary>Gets after which time it might not be refused any more.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether it goes on.</summary>
    public bool IsContinue => Kind == HookVerdictKind.Continue;

    /// <summary>Gets whether the context holds the outcome.</summary>
    public bool IsReplaced => Kind == HookVerdictKind.Replaced;

    /// <summary>Gets whether it was refused.</summary>
    public bool IsVetoed => Kind == HookVerdictKind.Vetoed;
}
