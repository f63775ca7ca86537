using System.Runtime.InteropServices;

namespace Switchyard.Hosting.Processes;

/// <summary>Sends POSIX signals, which <see cref="System.Diagnostics.Process"/> cannot except for kill.</summary>
internal static class Signals
{
    /// <summary>Interrupt; PostgreSQL's fast shutdown.</summary>
    public const int Interrupt = 2;

    /// <summary>Kill, which cannot be handled.</summary>
    public const int Kill = 9;

    /// <summary>Terminate, the ordinary request to stop.</summary>
    public const int Terminate = 15;

    /// <summary>Sends <paramref name="signal"/>; false when there is no such process or it is not ours.</summary>
    public static bool Send(int pid, int signal)
    {
        return pid > 0 && NativeKill(pid, signal) == 0;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
