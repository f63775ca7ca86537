using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Agents.Tools.Files;

/// <summary>
/// Text files in one folder per user, from which no path leads out: only relative paths of plain names, every segment
/// is checked for links, and size, number and total are capped. Safe for concurrent calls.
/// </summary>
/// <param name="options">Where the files lie and how much there may be.</param>
public sealed class UserFiles(UserFilesOptions options) : IDisposable
{
    private const int MaxSegments = 16;
    private const int MaxSegmentLength = 100;

    // One writer at a time, so that two writes cannot pass the quota together.
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Reads a text file.</summary>
    public async Task<ToolResult> ReadAsync(string user, string path, CancellationToken cancellationToken = default)
    {
        var resolved = Resolve(user, path);
        if (!resolved.IsValid)
        {
            return ToolResult.Failure(resolved.Error!);
        }

        if (!File.Exists(resolved.FullPath))
        {
            return ToolResult.Failure(Directory.Exists(resolved.FullPath) ? $"{path} is a folder" : $"file not found: {path}");
        }

        if (new FileInfo(resolved.FullPath).Length > options.MaxFileBytes)
        {
            return ToolResult.Failure($"{path} is larger than {options.MaxFileBytes} bytes");
        }

        var text = await File.ReadAllTextAsync(resolved.FullPath, cancellationToken).ConfigureAwait(false);
        return text.Contains('\0', StringComparison.Ordinal) ? ToolResult.Failure($"{path} is not a text file") : ToolResult.Success(text);
    }

    /// <summary>Writes a text file, replacing what was there.</summary>
    public async Task<ToolResult> WriteAsync(string user, string path, string content, CancellationToken cancellationToken = default)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        if (bytes.Length > options.MaxFileBytes)
        {
            return ToolResult.Failure($"the content is larger than {options.MaxFileBytes} bytes");
        }

        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var resolved = Resolve(user, path);
            if ((resolved.Error ?? CheckTarget(user, path, resolved.FullPath, bytes.Length)) is { } error)
            {
                return ToolResult.Failure(error);
            }

            await ReplaceAsync(user, resolved.FullPath, bytes, cancellationToken).ConfigureAwait(false);
            return ToolResult.Success($"Wrote {bytes.Length} bytes to {path}");
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Lists a folder, one name a line; folders end with a slash.</summary>
    public ToolResult List(string user, string path)
    {
        var resolved = Resolve(user, path);
        if (!resolved.IsValid)
        {
            return ToolResult.Failure(resolved.Error!);
        }

        if (!Directory.Exists(resolved.FullPath))
        {
            return IsRoot(user, resolved.FullPath) ? ToolResult.Success("(no files)") : ToolResult.Failure($"folder not found: {path}");
        }

        var names = new DirectoryInfo(resolved.FullPath).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null).Take(options.MaxEntries)
            .Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name).Order(StringComparer.Ordinal).ToList();
        return ToolResult.Success(names.Count == 0 ? "(no files)" : string.Join('\n', names));
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    /// <summary>The user's folder. The name is a hash: no user id can be a path, and two that differ in case never share one.</summary>
    internal string GetFolder(string user) => Path.Combine(Path.GetFullPath(options.Root), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user)))[..32]);

    private FilePath Resolve(string user, string path)
    {
        var text = path.Trim();
        var segments = text is "" or "." or "./" ? [] : text.TrimEnd('/').Split('/');
        if (segments.Length > 0 && segments[0] == ".")
        {
            segments = segments[1..];
        }

        if (text.StartsWith('/') || segments.Length > MaxSegments || !segments.All(IsPlainName))
        {
            return FilePath.Fail("the path must be relative, of plain names, without '..'");
        }

        var full = GetFolder(user);
        foreach (var segment in segments)
        {
            full = Path.Combine(full, segment);

            // The link itself is asked, not what it points to, so that a dangling one is found as well.
            if (new FileInfo(full).LinkTarget is not null)
            {
                return FilePath.Fail("links are not followed");
            }
        }

        return new FilePath(full, null);
    }

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= MaxSegmentLength && name is not ("." or "..") && !name.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    private string? CheckTarget(string user, string path, string full, int length)
    {
        if (IsRoot(user, full) || Directory.Exists(full))
        {
            return $"{path} is a folder";
        }

        for (var parent = Path.GetDirectoryName(full)!; parent.Length > GetFolder(user).Length; parent = Path.GetDirectoryName(parent)!)
        {
            if (File.Exists(parent))
            {
                return "a folder of the path is a file";
            }
        }

        return CheckQuota(user, full, length);
    }

    private string? CheckQuota(string user, string full, int length)
    {
        var entries = 0;
        var total = (long)length;
        var folder = new DirectoryInfo(GetFolder(user));
        if (!folder.Exists)
        {
            return null;
        }

        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var entry in folder.EnumerateFileSystemInfos("*", walk))
        {
            entries++;
            total += entry is FileInfo file && file.FullName != full ? file.Length : 0;
        }

        var added = File.Exists(full) ? 0 : 1 + (Directory.Exists(Path.GetDirectoryName(full)) ? 0 : MaxSegments);
        return entries + added > options.MaxEntries && added > 0 ? $"there are {options.MaxEntries} files at most"
            : total > options.MaxTotalBytes ? $"the files together are over {options.MaxTotalBytes} bytes"
            : null;
    }

    private bool IsRoot(string user, string full) => full == GetFolder(user);

    // Written beside and moved into place: a reader sees the old text or the new one, never half of it.
    private async Task ReplaceAsync(string user, string full, byte[] bytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = Path.Combine(GetFolder(user), $".{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllBytesAsync(temporary, bytes, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
