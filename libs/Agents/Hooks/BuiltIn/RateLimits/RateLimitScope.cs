namespace Switchyard.Agents.Hooks.BuiltIn.RateLimits;

/// <summary>Who shares a bucket of permits: all for whom the named things are the same.</summary>
[Flags]
public enum RateLimitScope
{
    /// <summary>All share one.</summary>
    None = 0,

    /// <summary>Each user has one.</summary>
    User = 1,

    /// <summary>Each agent has one.</summary>
    Agent = 2,

    /// <summary>Each model, or tool, has one.</summary>
    Target = 4,
}
