namespace Switchyard.Inference.Models;

/// <summary>Keeps file names that come from outside inside a folder: no way up, no root, no link that leads out.</summary>
public static class ContainedPath
{
    private const int MaxLinks = 32;

    /// <summary>Gets the full path of <paramref name="name"/> below <paramref name="root"/>, or null when it would leave it.</summary>
    /// <param name="root">The folder; it may itself be reached through links.</param>
    /// <param name="name">A path relative to it, which need not exist; or a full path below it.</param>
    public static string? Resolve(string root, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || name.Split('/', '\\').Contains(".."))
        {
            return null;
        }

        var path = Path.GetFullPath(name, Path.GetFullPath(root));
        return FollowLinks(Path.GetFullPath(root), 0) is { } realRoot && FollowLinks(path, 0) is { } realPath && IsBelow(realRoot, realPath) ? path : null;
    }

    private static bool IsBelow(string root, string path) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The real path of a file that may lie behind links in any part of its path; null for links that go round in a circle.
    private static string? FollowLinks(string path, int links)
    {
        var current = Path.GetPathRoot(path)!;
        foreach (var part in path[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
            }
            else if (links >= MaxLinks || FollowLinks(Path.GetFullPath(target, current), links + 1) is not { } real)
            {
                return null;
            }
            else
            {
                current = real;
            }
        }

        return current;
    }
}
