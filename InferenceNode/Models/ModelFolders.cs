namespace Switchyard.InferenceNode.Models;

/// <summary>Finds the folders to load: the configured ones, or the embedded model above the content root or the program.</summary>
internal static class ModelFolders
{
    private static readonly string s_default = Path.Combine("models", "pocket");

    public static IReadOnlyList<string> Resolve(ModelsOptions options, string contentRoot) =>
        options.Folders.Count > 0
            ? [.. options.Folders.Select(folder => Path.IsPathRooted(folder) ? folder : FindAbove(contentRoot, folder) ?? Path.GetFullPath(folder, contentRoot))]
            : [FindAbove(contentRoot, s_default) ?? FindAbove(AppContext.BaseDirectory, s_default) ?? Path.GetFullPath(s_default, contentRoot)];

    private static string? FindAbove(string start, string relative)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, relative);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
