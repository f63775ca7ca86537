using System.Runtime.InteropServices;

namespace Switchyard.Agents.Journal.Files;

/// <summary>Makes names of files durable. A file that is flushed has its bytes on the disk, which does not say that its name is.</summary>
internal static class FolderFlush
{
    /// <summary>Makes a folder and those above it, where they are missing, and their names durable.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (!string.IsNullOrEmpty(parent))
        {
            Create(parent);
        }

        Directory.CreateDirectory(folder);
        if (!string.IsNullOrEmpty(parent))
        {
            Run(parent);
        }
    }

    /// <summary>Flushes the names in a folder. Windows has no such call: NTFS writes names to its own journal, in order, but when is not said.</summary>
    public static void Run(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folders. What is started meanwhile must not inherit it: a folder leads to all that lies below and above it.
        var descriptor = Open(folder, CloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"The folder '{folder}' cannot be opened to flush it (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Flush(descriptor) < 0)
            {
                throw new IOException($"The folder '{folder}' cannot be flushed (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    // O_CLOEXEC; O_RDONLY is 0 on every Unix.
    private static int CloseOnExec => OperatingSystem.IsMacOS() ? 0x0100_0000 : OperatingSystem.IsFreeBSD() ? 0x0010_0000 : 0x0008_0000;

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
