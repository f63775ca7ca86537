using System.Reflection;

namespace Switchyard.Sandbox.Processes;

/// <summary>Python, where it really is, what it needs, and what it is started with.</summary>
/// <param name="Path">The program, with no link at its end.</param>
/// <param name="Files">What of the host it needs besides the system's libraries.</param>
/// <param name="Arguments">What it is started with.</param>
internal sealed record Interpreter(string Path, IReadOnlyList<string> Files, IReadOnlyList<string> Arguments)
{
    private static readonly string s_driver = Read("driver.py");

    /// <exception cref="SandboxUnavailableException">There is none.</exception>
    public static Interpreter Find(SandboxOptions options)
    {
        var path = options.PythonPath;
        if (!File.Exists(path))
        {
            throw new SandboxUnavailableException($"Python is missing: there is no '{path}'. Install it (Debian, Ubuntu: apt-get install --no-install-recommends python3), or set PythonPath.");
        }

        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        string[] isolated = options.AllowSitePackages ? ["-I", "-B"] : ["-I", "-B", "-S"];
        return new Interpreter(target, [target, .. LibraryOf(target)], [.. isolated, "-X", "utf8", "-c", s_driver]);
    }

    // That of a Python which is installed beside the system's lies in "lib" beside its "bin", and nothing else there is shown: the folder around both may be somebody's home, or the root.
    private static string[] LibraryOf(string program)
    {
        var library = System.IO.Path.GetFullPath(System.IO.Path.Combine(program, "../../lib"));
        return library is not ("/lib" or "/usr/lib") && Directory.Exists(library) && Directory.EnumerateDirectories(library, "python3*").Any() ? [library] : [];
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
