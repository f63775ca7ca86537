namespace Switchyard.Sandbox.Processes;

/// <summary>Finds the programs that a sandbox is made with.</summary>
internal static class Programs
{
    private const string SystemFolders = "/usr/bin:/bin:/usr/sbin:/sbin";

    /// <summary>Returns where <paramref name="name"/> is.</summary>
    /// <exception cref="SandboxUnavailableException">It is nowhere.</exception>
    public static string Find(string name, string package)
    {
        return Candidates(name).FirstOrDefault(File.Exists)
            ?? throw new SandboxUnavailableException($"'{name}' is missing, and code is not run without the sandbox it makes. Install it (Debian, Ubuntu: apt-get install --no-install-recommends {package}), or set AllowSystemAccess to run code directly on the system.");
    }

    private static IEnumerable<string> Candidates(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return [name];
        }

        var path = $"{Environment.GetEnvironmentVariable("PATH")}:{SystemFolders}";
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name));
    }
}
