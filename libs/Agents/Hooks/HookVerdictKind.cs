namespace Switchyard.Agents.Hooks;

/// <summary>What the hooks of a point have come to.</summary>
public enum HookVerdictKind
{
    /// <summary>It goes on.</summary>
    Continue,

    /// <summary>It does not happen: the context holds the outcome.</summary>
    Replaced,

    /// <summary>It does not happen.</summary>
    Vetoed,
}
