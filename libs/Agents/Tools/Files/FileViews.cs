using System.Globalization;

namespace Switchyard.Agents.Tools.Files;

/// <summary>What can be said of files without reading them.</summary>
internal static class FileViews
{
    private const string NoFiles = "(no files)";

    public static ToolResult List(FileJail jail, int limit, string user, string path)
    {
        if (!jail.TryFind(user, path, create: false, out var entry, out var error))
        {
            return ToolResult.Failure(error);
        }

        using (entry)
        {
            return entry?.Kind switch
            {
                null when path.Trim().TrimEnd('/') is "" or "." => ToolResult.Success(NoFiles),
                EntryKind.Link => ToolResult.Failure(FileJail.NoLinks),
                EntryKind.Folder when entry.OpenFolder() is { } folder => List(folder, limit),
                _ => ToolResult.Failure($"folder not found: {path}"),
            };
        }
    }

    public static ToolResult Describe(FileJail jail, string user, string path)
    {
        if (!jail.TryFind(user, path, create: false, out var entry, out var error))
        {
            return ToolResult.Failure(error);
        }

        using (entry)
        {
            return entry?.Kind switch
            {
                EntryKind.Link => ToolResult.Failure(FileJail.NoLinks),
                EntryKind.File => ToolResult.Success(Describe(new FileInfo(entry.Path))),
                EntryKind.Folder => ToolResult.Success("kind: folder"),
                _ => ToolResult.Failure($"file not found: {path}"),
            };
        }
    }

    private static ToolResult List(JailedFolder folder, int limit)
    {
        using (folder)
        {
            var names = new DirectoryInfo(folder.Path).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null).Take(limit)
                .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name).Order(StringComparer.Ordinal).ToList();
            return ToolResult.Success(names.Count == 0 ? NoFiles : string.Join('\n', names));
        }
    }

    private static string Describe(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"kind: file, bytes: {file.Length}, changed: {file.LastWriteTimeUtc:yyyy-MM-dd HH:mm} UTC");
}
