namespace Switchyard.Agents.Hooks;

/// <summary>What has become of a hook's calls since its pipeline was made.</summary>
/// <param name="Name">The hook's name.</param>
/// <param name="Priority">Its place.</param>
public sealed record HookStatistics(string Name, int Priority)
{
    /// <summary>Gets how many times it was asked.</summary>
    public long Calls { get; init; }

    /// <summary>Gets how many times it threw or said what its point does not know.</summary>
    public long Failures { get; init; }

    /// <summary>Gets how many times it took longer than its budget.</summary>
    public long Overruns { get; init; }

    /// <summary>Gets whether it took too long too often in a row and is not asked any more; see <see cref="HookPipeline.Enable"/>.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Gets why it failed the last time; the exception's type without its text, which may hold what a user wrote.</summary>
    public string? LastFailure { get; init; }
}
