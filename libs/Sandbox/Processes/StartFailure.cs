namespace Switchyard.Sandbox.Processes;

/// <summary>Says why Python did not start, and what to do.</summary>
internal static class StartFailure
{
    private const string Namespaces = "Unprivileged user namespaces do not seem to be permitted here. Allow them (sysctl user.max_user_namespaces; on Debian kernel.unprivileged_userns_clone=1; on Ubuntu kernel.apparmor_restrict_unprivileged_userns=0 or an AppArmor profile for bwrap; in a container a seccomp profile that lets bwrap create namespaces and mount /proc), or set AllowSystemAccess to run code directly on the system.";

    private const string Root = "This process is root, runs no code as root, and may not become another user: give it CAP_SETUID, CAP_SETGID and CAP_SETPCAP, or run it as an ordinary user.";

    private static readonly string[] s_signs = ["Operation not permitted", "No permissions", "namespace", "uid map", "No space left on device", "Can't mount proc"];

    public static SandboxUnavailableException Describe(string stderr, TimeSpan? limit, bool isSandboxed)
    {
        var said = stderr.Trim();
        var reason = limit is { } time ? $"it was not ready within {time.TotalSeconds:0.#} s" : "it ended at once";
        var what = isSandboxed ? "The sandbox does not start" : "Python does not start";
        var advice = said.StartsWith("setpriv:", StringComparison.Ordinal) ? $" {Root}"
            : isSandboxed && s_signs.Any(sign => said.Contains(sign, StringComparison.OrdinalIgnoreCase)) ? $" {Namespaces}"
            : "";
        return new SandboxUnavailableException($"{what}: {reason}{(said.Length > 0 ? $" and said \"{said}\"" : "")}.{advice}");
    }
}
