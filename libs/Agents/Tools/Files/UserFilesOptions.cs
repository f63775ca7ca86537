namespace Switchyard.Agents.Tools.Files;

/// <summary>Where users' files lie and how much there may be.</summary>
public sealed record UserFilesOptions
{
    /// <summary>Gets the folder that holds one folder a user.</summary>
    public required string Root { get; init; }

    /// <summary>Gets the largest file read or written, in bytes. Default: 1 MB.</summary>
    public int MaxFileBytes { get; init; } = 1_000_000;

    /// <summary>Gets the most files and folders a user may have, and the most a list shows. Default: 1,000.</summary>
    public int MaxEntries { get; init; } = 1_000;

    /// <summary>Gets the most bytes a user's files may take together. Default: 50 MB.</summary>
    public long MaxTotalBytes { get; init; } = 50_000_000;
}
