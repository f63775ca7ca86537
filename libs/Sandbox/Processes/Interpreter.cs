using System.Reflection;

namespace Switchyard.Sandbox.Processes;

/// <summary>Python, where it really is, and what it is started with.</summary>
internal sealed record Interpreter(string Path, string? Prefix, IReadOnlyList<string> Arguments)
{
    private const string SystemFolder = "/usr/bin";

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
        var folder = System.IO.Path.GetDirectoryName(target)!;
        string[] isolated = options.AllowSitePackages ? ["-I", "-B"] : ["-I", "-B", "-S"];
        return new Interpreter(target, folder == SystemFolder ? null : System.IO.Path.GetDirectoryName(folder), [.. isolated, "-X", "utf8", "-c", s_driver]);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
