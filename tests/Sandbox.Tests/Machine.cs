using System.Diagnostics;

namespace Switchyard.Sandbox.Tests;

/// <summary>Whether bubblewrap works here, found out without the library.</summary>
internal static class Machine
{
    private const string Namespaces = "bwrap --unshare-all --unshare-user --disable-userns --die-with-parent --uid 65534 --gid 65534 --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc -- /usr/bin/true";

    private static readonly Lazy<bool> s_hasSandbox = new(static () => Succeeds(Environment.IsPrivilegedProcess ? $"setpriv --reuid 61000 --regid 61000 --clear-groups -- {Namespaces}" : Namespaces));

    /// <summary>Gets whether a sandbox can be made; where not, tests assert that code is refused.</summary>
    public static bool HasSandbox => s_hasSandbox.Value;

    /// <summary>Gets whether this process may become the user that code runs as: a container's root may not always.</summary>
    public static bool CanLeaveRoot { get; } = !Environment.IsPrivilegedProcess || Succeeds("setpriv --reuid 61000 --regid 61000 --clear-groups --inh-caps=-all --bounding-set=-all -- true");

    public static string Bubblewrap => "/usr/bin/bwrap";

    private static bool Succeeds(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
