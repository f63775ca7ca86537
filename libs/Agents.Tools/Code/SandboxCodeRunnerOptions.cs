namespace Switchyard.Agents.Tools.Code;

/// <summary>How many runs may have code of theirs alive, and how long.</summary>
public sealed record SandboxCodeRunnerOptions
{
    /// <summary>Gets the most sessions at once, a process each; beyond them the one that was idle longest ends. Default: 16.</summary>
    public int MaxSessions { get; init; } = 16;

    /// <summary>Gets how long a session stays that nobody uses; it ends when another one is asked for after that. Default: 10 minutes.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(10);
}
