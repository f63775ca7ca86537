using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Finds what a path means in a user's folder: only relative paths of plain names, walked folder by folder without following a link.</summary>
internal sealed class FileJail(string root)
{
    public const string NoLinks = "links are not followed";

    private const int MaxSegments = 16;
    private const int MaxSegmentLength = 100;

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>The user's folder. The name is a hash: no user id can be a path, and two that differ in case never share one.</summary>
    public string GetFolder(string user) => Path.Combine(_root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user)))[..32]);

    /// <summary>Finds a path. Its owner disposes the entry.</summary>
    /// <param name="user">Whose folder it is in.</param>
    /// <param name="path">The path as a model wrote it.</param>
    /// <param name="create">Whether the user's folder is made where it does not exist yet; otherwise nothing is found in it.</param>
    /// <param name="entry">The entry; null where the user has no folder.</param>
    /// <param name="error">Why there is no such path.</param>
    public bool TryFind(string user, string path, bool create, out JailedEntry? entry, [NotNullWhen(false)] out string? error)
    {
        entry = null;
        error = "the path must be relative, of plain names, without '..'";
        if (ReadSegments(path) is not { } segments)
        {
            return false;
        }

        var home = GetFolder(user);
        if (create)
        {
            Directory.CreateDirectory(home);
        }

        if (JailedFolder.Open(home) is not { } folder)
        {
            error = create ? NoLinks : null;
            return error is null;
        }

        entry = Walk(folder, segments, out error);
        return error is null;
    }

    private static JailedEntry? Walk(JailedFolder folder, string[] segments, out string? error)
    {
        var at = 0;
        error = null;
        for (; at < segments.Length - 1; at++)
        {
            var kind = folder.Look(segments[at]);
            if (kind == EntryKind.Missing)
            {
                break;
            }

            // Whatever it was when it was looked at: a link is not opened.
            if (folder.OpenChild(segments[at]) is not { } child)
            {
                error = kind == EntryKind.File ? "a folder of the path is a file" : NoLinks;
                folder.Dispose();
                return null;
            }

            folder.Dispose();
            folder = child;
        }

        return segments.Length == 0 ? new JailedEntry(folder, [], string.Empty) : new JailedEntry(folder, segments[at..^1], segments[^1]);
    }

    private static string[]? ReadSegments(string path)
    {
        var text = path.Trim();
        var segments = text is "" or "." or "./" ? [] : text.TrimEnd('/').Split('/');
        if (segments.Length > 0 && segments[0] == ".")
        {
            segments = segments[1..];
        }

        return text.StartsWith('/') || segments.Length > MaxSegments || !segments.All(IsPlainName) ? null : segments;
    }

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= MaxSegmentLength && name is not ("." or "..") && !name.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');
}
