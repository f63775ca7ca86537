using System.Globalization;
using System.Runtime.InteropServices;

namespace Switchyard.Sandbox.Processes;

/// <summary>
/// Python inside bubblewrap. The command is a chain in which each part replaces the one before, so that the process that is started is bubblewrap itself:
/// a shell opens the filter, setpriv leaves root behind, unshare and mount make a scratch folder of bounded size and number of files, bubblewrap the rest.
/// </summary>
internal static class SandboxLaunch
{
    private const string Scratch = "/scratch";
    private const string Nobody = "65534";
    private const string OpenFilter = "exec 9<\"$1\" && shift && exec \"$@\"";
    private const string MountScratch = "mount -t tmpfs -o \"$1\" scratch \"$2\" && shift 2 && exec \"$@\"";

    // No distribution gives these numbers to anybody (systemd, "Users, Groups, UIDs and GIDs"). Each process has its own, so that none may touch another.
    private const uint FirstUser = 60_578;
    private const uint Users = 606;

    private static uint s_next;

    public static Launch Create(SandboxOptions options)
    {
        if (!OperatingSystem.IsLinux() || SystemCallFilter.For(RuntimeInformation.ProcessArchitecture, options.AllowNetwork) is not { } filter)
        {
            throw new SandboxUnavailableException($"There is no sandbox for {RuntimeInformation.RuntimeIdentifier}: it needs Linux on x64 or arm64. Set AllowSystemAccess to run code directly on the system.");
        }

        var bubblewrap = Programs.Find(options.BubblewrapPath, "bubblewrap");
        var python = Interpreter.Find(options);
        string[] unprivileged = Environment.IsPrivilegedProcess ? LeaveRoot() : [];
        string[] scratch = options.AllowFileWrites ? MakeScratch(options) : [];
        var file = Folders.NameFile();
        var info = Launch.Start(["/bin/sh", "-c", OpenFilter, "sh", file, .. unprivileged, .. scratch, bubblewrap, .. Arguments(options, python), "--", python.Path, .. python.Arguments]);
        info.Environment["PATH"] = "/usr/bin:/bin:/usr/sbin:/sbin";
        File.WriteAllBytes(file, filter);
        return new Launch(info, options.AllowFileWrites ? Scratch : null, file, HostScratch: null, Mark: null);
    }

    // The limits of the kernel do not hold for root, and what root owns would be open to the code if it ever got out.
    private static string[] LeaveRoot()
    {
        var user = (FirstUser + (Interlocked.Increment(ref s_next) % Users)).ToString(CultureInfo.InvariantCulture);
        return [Programs.Find("setpriv", "util-linux"), "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"];
    }

    // bubblewrap's own tmpfs has no bound for the number of files, each of which is a kilobyte of the kernel's memory.
    private static string[] MakeScratch(SandboxOptions options)
    {
        Programs.Find("mount", "mount");
        var bounds = string.Create(CultureInfo.InvariantCulture, $"size={options.ScratchBytes},nr_inodes={options.MaxScratchFiles + 1},mode=700");
        return [Programs.Find("unshare", "util-linux"), "--map-root-user", "--mount", "--", "/bin/sh", "-c", MountScratch, "sh", bounds, ScratchSource()];
    }

    // Only bubblewrap sees what lies there instead; any folder serves that holds none of the programs.
    private static string ScratchSource() => Directory.Exists("/mnt") ? "/mnt" : "/tmp";

    // Python is the first process of the sandbox: a reaper of bubblewrap's would be without filter and limits, and code could make it its own by its memory.
    private static IEnumerable<string> Arguments(SandboxOptions options, Interpreter python)
    {
        return
        [
            "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session", "--as-pid-1", .. options.AllowNetwork ? ["--share-net"] : Array.Empty<string>(),
            "--uid", Nobody, "--gid", Nobody, "--hostname", "sandbox", "--seccomp", "9",
            .. Environments(options), .. Files(options, python), "--remount-ro", "/", "--chdir", options.AllowFileWrites ? Scratch : "/",
        ];
    }

    private static IEnumerable<string> Environments(SandboxOptions options)
    {
        var home = options.AllowFileWrites ? Scratch : "/";
        return ["--clearenv", "--setenv", "LANG", "C.UTF-8", "--setenv", "HOME", home, "--setenv", "TMPDIR", home];
    }

    // No --dev: it is a tmpfs without bounds. Of /usr only the libraries: the sandbox holds no shell and no other program.
    private static List<string> Files(SandboxOptions options, Interpreter python)
    {
        var files = new List<string>();
        string[] shown = ["/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime", .. python.Files];
        string[] packages = options.AllowSitePackages ? ["/usr/local/lib"] : [];
        string[] network = options.AllowNetwork ? ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/usr/share/ca-certificates"] : [];
        foreach (var path in shown.Concat(packages).Concat(network))
        {
            files.AddRange(["--ro-bind-try", path, path]);
        }

        foreach (var path in new[] { "/lib", "/lib64" })
        {
            files.AddRange(new DirectoryInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind-try", path, path]);
        }

        files.AddRange(["--proc", "/proc", "--dir", "/dev", "--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom", "/dev/urandom"]);
        if (options.AllowFileWrites)
        {
            files.AddRange(["--bind", ScratchSource(), Scratch]);
        }

        return files;
    }
}
