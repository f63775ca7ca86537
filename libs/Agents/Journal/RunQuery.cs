namespace Switchyard.Agents.Journal;

/// <summary>Which runs to list, newest first; what is <see langword="null"/> is not asked for.</summary>
public sealed record RunQuery
{
    /// <summary>Gets the graph.</summary>
    public string? Graph { get; init; }

    /// <summary>Gets on whose behalf they run.</summary>
    public string? User { get; init; }

    /// <summary>Gets what they are doing.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Gets the run they come after in the list.</summary>
    public Guid? Before { get; init; }

    /// <summary>Gets how many at most; 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;
}
