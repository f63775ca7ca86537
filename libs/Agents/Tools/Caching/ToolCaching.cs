namespace Switchyard.Agents.Tools.Caching;

/// <summary>How long and how many of a tool's results are given again for the same arguments of the same user.</summary>
public sealed record ToolCaching
{
    /// <summary>Gets how long a result is given again.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>Gets how many results are kept at most; the one not asked for longest goes first. Default: 100.</summary>
    public int Capacity { get; init; } = 100;

    /// <summary>Gets the longest output that is kept, in characters. Default: 100,000.</summary>
    public int MaxOutputLength { get; init; } = 100_000;
}
