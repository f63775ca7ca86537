namespace Switchyard.Agents.Tools.Files;

/// <summary>Changes of names. Whoever calls them is the only writer.</summary>
internal static class FileChanges
{
    public static ToolResult Move(FileJail jail, string user, string from, string to)
    {
        if (!jail.TryFind(user, from, create: false, out var source, out var error))
        {
            return ToolResult.Failure(error);
        }

        using (source)
        {
            if (source?.Kind != EntryKind.File)
            {
                return ToolResult.Failure(NotAFile(source, from));
            }

            if (!jail.TryFind(user, to, create: false, out var target, out error))
            {
                return ToolResult.Failure(error);
            }

            using (target)
            {
                // The user's folder exists, since the file is in it, unless somebody has just taken it away.
                if (target is null || target.Kind != EntryKind.Missing)
                {
                    return ToolResult.Failure($"there is something at {to} already");
                }

                if (!target.TryMakeFolders())
                {
                    return ToolResult.Failure(FileJail.NoLinks);
                }

                File.Move(source.Path, target.Path, overwrite: false);
                return ToolResult.Success($"Moved {from} to {to}");
            }
        }
    }

    public static ToolResult Delete(FileJail jail, string user, string path)
    {
        if (!jail.TryFind(user, path, create: false, out var entry, out var error))
        {
            return ToolResult.Failure(error);
        }

        using (entry)
        {
            switch (entry?.Kind)
            {
                case EntryKind.File:
                    File.Delete(entry.Path);
                    return ToolResult.Success($"Deleted {path}");
                case EntryKind.Folder when entry.Name.Length > 0 && !Directory.EnumerateFileSystemEntries(entry.Path).Any():
                    Directory.Delete(entry.Path, recursive: false);
                    return ToolResult.Success($"Deleted {path}");
                case EntryKind.Folder:
                    return ToolResult.Failure(entry.Name.Length == 0 ? "the top folder stays" : $"{path} is a folder with files");
                default:
                    return ToolResult.Failure(NotAFile(entry, path));
            }
        }
    }

    private static string NotAFile(JailedEntry? entry, string path) => entry?.Kind switch
    {
        EntryKind.Folder => $"{path} is a folder",
        EntryKind.Link => FileJail.NoLinks,
        _ => $"file not found: {path}",
    };
}
