namespace Switchyard.Agents.Hooks;

/// <summary>What a hook says about what happens.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Reason">Why it refuses; shown to the model or the caller, so nothing secret.</param>
/// <param name="RetryAfter">After which time it might not refuse any more.</param>
public readonly record struct HookResult(HookResultKind Kind, string? Reason, TimeSpan? RetryAfter)
{
    /// <summary>Gets: nothing to say.</summary>
    public static HookResult Continue => default;

    /// <summary>Gets: the context was changed.</summary>
    public static HookResult Modified => new(HookResultKind.Modified, null, null);

    /// <summary>Gets: the context's <c>Response</c>, <c>Result</c>, <c>Answer</c> or <c>Value</c> is the outcome. Later hooks of this point are not asked.</summary>
    public static HookResult Replace => new(HookResultKind.Replace, null, null);

    /// <summary>It must not happen. Later hooks of this point are not asked.</summary>
    public static HookResult Veto(string reason) => Veto(reason, null);

    /// <summary>It must not happen now. Later hooks of this point are not asked.</summary>
    public static HookResult Veto(string reason, TimeSpan? retryAfter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new HookResult(HookResultKind.Veto, reason, retryAfter);
    }
}
