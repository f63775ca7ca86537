namespace Switchyard.Hosting.Processes;

/// <summary>Finds programs.</summary>
internal static class Executables
{
    // sbin is missing from the PATH of many accounts; local installations lie in the second.
    private static readonly string[] s_further = ["/usr/bin", "/usr/local/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>Gets the full path of a program, or null.</summary>
    public static string? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(s_further).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
