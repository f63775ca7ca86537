namespace Switchyard.Queue.Files;

/// <summary>Which files to list.</summary>
public sealed record FileQuery
{
    /// <summary>Whose; <see langword="null"/> for everybody's.</summary>
    public string? Tenant { get; init; }

    /// <summary>For what; <see langword="null"/> for all.</summary>
    public FilePurpose? Purpose { get; init; }

    /// <summary>Whether the oldest come first instead of the newest.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Only those that follow this one: the last of the page before.</summary>
    public Guid? After { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 50;
}
