using System.Text;
using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Tools.Files;

/// <summary>
/// Files in one folder per user, from which no path leads out: only relative paths of plain names, every folder on the way is opened without following a link,
/// and size, number and total are capped. Safe for concurrent calls.
/// </summary>
/// <param name="options">Where the files lie and how much there may be.</param>
public sealed class UserFiles(UserFilesOptions options)
{
    private readonly FileJail _jail = new(options.Root);
    private readonly UserGates _gates = new();

    /// <summary>Reads a text file.</summary>
    public async Task<ToolResult> ReadAsync(string user, string path, CancellationToken cancellationToken = default)
    {
        var content = await ReadBytesAsync(user, path, cancellationToken).ConfigureAwait(false);
        return !content.IsRead ? ToolResult.Failure(content.Error)
            : FileText.TryRead(content.Bytes, out var text) ? ToolResult.Success(text)
            : ToolResult.Failure($"{path} is not a text file");
    }

    /// <summary>Reads a file of any kind.</summary>
    public async Task<FileContent> ReadBytesAsync(string user, string path, CancellationToken cancellationToken = default)
    {
        if (!_jail.TryFind(user, path, create: false, out var entry, out var error))
        {
            return FileContent.Fail(error);
        }

        using (entry)
        {
            return entry?.Kind switch
            {
                EntryKind.Folder => FileContent.Fail($"{path} is a folder"),
                EntryKind.Link => FileContent.Fail(FileJail.NoLinks),
                EntryKind.File when entry.Folder.OpenFile(entry.Name) is { } stream => await ReadAsync(stream, path, cancellationToken).ConfigureAwait(false),
                _ => FileContent.Missing(path),
            };
        }
    }

    /// <summary>Writes a text file, replacing what was there.</summary>
    public Task<ToolResult> WriteAsync(string user, string path, string content, CancellationToken cancellationToken = default) => _gates.PassAsync(
        user,
        async () => await PutAsync(user, path, Encoding.UTF8.GetBytes(content), cancellationToken).ConfigureAwait(false) is { } error
            ? ToolResult.Failure(error)
            : ToolResult.Success($"Wrote {Encoding.UTF8.GetByteCount(content)} bytes to {path}"),
        cancellationToken);

    /// <summary>Adds to the end of a text file, which is made where there is none.</summary>
    public Task<ToolResult> AppendAsync(string user, string path, string content, CancellationToken cancellationToken = default) => _gates.PassAsync(
        user,
        async () =>
        {
            var before = await ReadBytesAsync(user, path, cancellationToken).ConfigureAwait(false);
            if (!before.IsRead && !before.IsMissing)
            {
                return ToolResult.Failure(before.Error);
            }

            byte[] bytes = [.. before.Bytes ?? [], .. Encoding.UTF8.GetBytes(content)];
            return await PutAsync(user, path, bytes, cancellationToken).ConfigureAwait(false) is { } error
                ? ToolResult.Failure(error)
                : ToolResult.Success($"Appended {Encoding.UTF8.GetByteCount(content)} bytes to {path}");
        },
        cancellationToken);

    /// <summary>Copies a file, replacing what was there.</summary>
    public Task<ToolResult> CopyAsync(string user, string from, string to, CancellationToken cancellationToken = default) => _gates.PassAsync(
        user,
        async () =>
        {
            var content = await ReadBytesAsync(user, from, cancellationToken).ConfigureAwait(false);
            return (content.IsRead ? await PutAsync(user, to, content.Bytes, cancellationToken).ConfigureAwait(false) : content.Error) is { } error
                ? ToolResult.Failure(error)
                : ToolResult.Success($"Copied {from} to {to}");
        },
        cancellationToken);

    /// <summary>Gives a file another name; one that exists is not replaced.</summary>
    public Task<ToolResult> MoveAsync(string user, string from, string to, CancellationToken cancellationToken = default) =>
        _gates.PassAsync(user, () => Task.FromResult(FileChanges.Move(_jail, user, from, to)), cancellationToken);

    /// <summary>Deletes a file or an empty folder.</summary>
    public Task<ToolResult> DeleteAsync(string user, string path, CancellationToken cancellationToken = default) =>
        _gates.PassAsync(user, () => Task.FromResult(FileChanges.Delete(_jail, user, path)), cancellationToken);

    /// <summary>Lists a folder, one name a line; folders end with a slash.</summary>
    public ToolResult List(string user, string path) => FileViews.List(_jail, options.MaxEntries, user, path);

    /// <summary>Says what a file or folder is, how large, and when it was changed.</summary>
    public ToolResult Describe(string user, string path) => FileViews.Describe(_jail, user, path);

    /// <summary>Finds lines with a text, in a folder and those below it, as <c>path:line: text</c>.</summary>
    public ToolResult Find(string user, string path, string text, IProgress<ToolProgress>? progress, CancellationToken cancellationToken = default) =>
        new FileSearch(options, text, progress, cancellationToken).Run(_jail, user, path);

    /// <summary>The user's folder.</summary>
    internal string GetFolder(string user) => _jail.GetFolder(user);

    private async Task<FileContent> ReadAsync(FileStream stream, string path, CancellationToken cancellationToken)
    {
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > options.MaxFileBytes)
            {
                return FileContent.Fail($"{path} is larger than {options.MaxFileBytes} bytes");
            }

            // As long as it was when it was opened: what is added meanwhile is not read.
            var bytes = new byte[stream.Length];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return new FileContent(read == bytes.Length ? bytes : bytes[..read], null);
        }
    }

    // Written beside and moved into place: a reader sees the old text or the new one, never half of it, and a link put there meanwhile is replaced, not followed.
    private async Task<string?> PutAsync(string user, string path, byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > options.MaxFileBytes)
        {
            return $"the content is larger than {options.MaxFileBytes} bytes";
        }

        if (!_jail.TryFind(user, path, create: true, out var target, out var error))
        {
            return error;
        }

        using (target)
        {
            if (CheckTarget(user, path, target!, bytes.Length) is { } refusal)
            {
                return refusal;
            }

            var temporary = target!.Folder.Combine($".{Guid.NewGuid():N}.tmp");
            try
            {
                await File.WriteAllBytesAsync(temporary, bytes, cancellationToken).ConfigureAwait(false);
                File.Move(temporary, target.Path, overwrite: true);
                return null;
            }
            finally
            {
                File.Delete(temporary);
            }
        }
    }

    private string? CheckTarget(string user, string path, JailedEntry target, int length) => target.Kind switch
    {
        EntryKind.Folder => $"{path} is a folder",
        EntryKind.Link => FileJail.NoLinks,
        _ => FileQuota.Check(options, GetFolder(user), target, length) ?? (target.TryMakeFolders() ? null : FileJail.NoLinks),
    };
}
