namespace Switchyard.Agents.Tools.Files;

/// <summary>How much a user's folder may hold.</summary>
internal static class FileQuota
{
    /// <summary>Says why a file of <paramref name="length"/> bytes does not fit; null where it does.</summary>
    public static string? Check(UserFilesOptions options, string home, JailedEntry target, int length)
    {
        var isNew = target.Kind == EntryKind.Missing;
        var entries = isNew ? 1 + target.MissingFolders : 0;
        var total = length - (isNew ? 0 : new FileInfo(target.Path).Length);
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var entry in new DirectoryInfo(home).EnumerateFileSystemInfos("*", walk))
        {
            entries++;
            total += entry is FileInfo file ? file.Length : 0;
        }

        return isNew && entries > options.MaxEntries ? $"there are {options.MaxEntries} files at most"
            : total > options.MaxTotalBytes ? $"the files together are over {options.MaxTotalBytes} bytes"
            : null;
    }
}
