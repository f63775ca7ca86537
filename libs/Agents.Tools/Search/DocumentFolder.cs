using Switchyard.Agents.Tools.Html;
using Switchyard.Agents.Tools.Web;

namespace Switchyard.Agents.Tools.Search;

/// <summary>Reads the documents of a folder and those below it: .txt, .md, .html, .json, .csv, .xml. Links are not followed.</summary>
public static class DocumentFolder
{
    private const int MaxFiles = 10_000;
    private const int MaxBytes = 2_000_000;

    private static readonly string[] s_extensions = [".txt", ".md", ".html", ".htm", ".json", ".csv", ".xml"];

    /// <summary>Reads up to 10,000 files of up to 2 MB each, in the order of their names; larger ones are left out.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="PageRefusedException">A page among them is built so that reading it takes too long.</exception>
    public static async Task<IReadOnlyList<TextDocument>> ReadAsync(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        var files = new DirectoryInfo(folder).EnumerateFiles("*", walk)
            .Where(file => s_extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && file.Length <= MaxBytes).OrderBy(file => file.FullName, StringComparer.Ordinal).Take(MaxFiles);
        var documents = new List<TextDocument>();
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false);
            var isHtml = file.Extension.StartsWith(".htm", StringComparison.OrdinalIgnoreCase);
            var shown = isHtml ? await HtmlText.ReadAsync(text, cancellationToken).ConfigureAwait(false) : text;
            documents.Add(new TextDocument(Path.GetFileNameWithoutExtension(file.Name), Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), shown));
        }

        return documents;
    }
}
