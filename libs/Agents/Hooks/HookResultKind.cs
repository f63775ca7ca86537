namespace Switchyard.Agents.Hooks;

/// <summary>What a hook says.</summary>
public enum HookResultKind
{
    /// <summary>It has nothing to say.</summary>
    Continue,

    /// <summary>It changed the context, and the work goes on with what it says now.</summary>
    Modified,

    /// <summary>What was about to happen must not.</summary>
    Veto,

    /// <summary>What the context holds is the outcome: what was about to happen does not.</summary>
    Replace,
}
