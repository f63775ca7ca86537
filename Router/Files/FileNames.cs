using Switchyard.Queue.Files;

namespace Switchyard.Router.Files;

/// <summary>The names under which callers know files and what they are for.</summary>
internal static class FileNames
{
    private const string Prefix = "file-";

    // In the order of FilePurpose.
    private static readonly string[] s_purposes = ["batch", "batch_output"];

    public static string NameOf(Guid id) => $"{Prefix}{id:N}";

    public static string NameOf(FilePurpose purpose) => s_purposes[(int)purpose];

    public static bool TryParse(string? name, out Guid id)
    {
        id = Guid.Empty;
        return name is not null && name.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(name.AsSpan(Prefix.Length), "N", out id);
    }

    public static bool TryParse(string name, out FilePurpose purpose)
    {
        var index = Array.IndexOf(s_purposes, name);
        purpose = (FilePurpose)Math.Max(index, 0);
        return index >= 0;
    }
}
