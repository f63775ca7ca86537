using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Looks for a text in the lines of files, folder by folder in the order of names, without regard to case. Files that are no text are passed over.</summary>
internal sealed class FileSearch(UserFilesOptions options, string text, IProgress<ToolProgress>? progress, CancellationToken cancellationToken)
{
    private const int MaxLines = 100;
    private const int MaxDepth = 32;
    private const int MaxLineLength = 300;
    private const int FilesPerReport = 100;

    private readonly List<string> _found = [];
    private int _searched;
    private int _filesLeft = options.MaxEntries;

    public ToolResult Run(FileJail jail, string user, string path)
    {
        if (!jail.TryFind(user, path, create: false, out var entry, out var error))
        {
            return ToolResult.Failure(error);
        }

        using (entry)
        {
            switch (entry?.Kind)
            {
                case EntryKind.Link:
                    return ToolResult.Failure(FileJail.NoLinks);
                case EntryKind.Folder when entry.OpenFolder() is { } folder:
                    SearchFolder(folder, path.Trim().TrimEnd('/') is "" or "." ? string.Empty : path.Trim().TrimEnd('/') + "/", MaxDepth);
                    break;
                case EntryKind.File:
                    SearchFile(entry.Folder, entry.Name, path.Trim());
                    break;
                default:
                    return entry is null ? ToolResult.Success("(nothing found)") : ToolResult.Failure($"folder not found: {path}");
            }
        }

        return ToolResult.Success(_found.Count == 0 ? "(nothing found)" : string.Join('\n', _found));
    }

    private bool IsFull => _found.Count > MaxLines;

    private void SearchFolder(JailedFolder folder, string prefix, int depth)
    {
        using (folder)
        {
            foreach (var entry in new DirectoryInfo(folder.Path).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (IsFull || _filesLeft-- <= 0)
                {
                    return;
                }

                if (entry is not DirectoryInfo)
                {
                    SearchFile(folder, entry.Name, prefix + entry.Name);
                }
                else if (depth > 0 && folder.OpenChild(entry.Name) is { } child)
                {
                    SearchFolder(child, $"{prefix}{entry.Name}/", depth - 1);
                }
            }
        }
    }

    private void SearchFile(JailedFolder folder, string name, string shown)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stream = folder.OpenFile(name);
        if (stream is null || stream.Length > options.MaxFileBytes)
        {
            return;
        }

        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (FileText.TryRead(bytes[..read], out var content))
        {
            SearchLines(content, shown);
        }

        if (++_searched % FilesPerReport == 0)
        {
            progress?.Report(new ToolProgress($"{_searched} files searched"));
        }
    }

    private void SearchLines(string content, string shown)
    {
        var number = 0;
        foreach (var line in content.AsSpan().EnumerateLines())
        {
            number++;
            if (!line.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            _found.Add(_found.Count == MaxLines ? $"(more than these {MaxLines} lines)" : $"{shown}:{number}: {line[..Math.Min(line.Length, MaxLineLength)]}");
            if (IsFull)
            {
                return;
            }
        }
    }
}
