namespace Switchyard.Agents.Tools.Outputs;

/// <summary>How much of long outputs is kept, and how long.</summary>
public sealed record ToolOutputsOptions
{
    /// <summary>Gets the most characters kept for one user. Default: 2 million.</summary>
    public int MaxCharactersPerUser { get; init; } = 2_000_000;

    /// <summary>Gets the most characters kept for all users together; not below <see cref="MaxCharactersPerUser"/>. Default: 50 million, which is 100 MB.</summary>
    public long MaxCharacters { get; init; } = 50_000_000;

    /// <summary>Gets how long an output is kept. Default: 30 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(30);
}
