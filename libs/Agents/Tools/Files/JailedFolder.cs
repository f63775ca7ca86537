using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Switchyard.Agents.Tools.Files;

/// <summary>
/// A folder that was reached without following a link. On Linux it is held open and <see cref="Path"/> goes through the handle: whoever puts a link in the place
/// of one of its parents, or of itself, changes nothing about where it leads. Elsewhere the path is the one that was checked.
/// </summary>
internal sealed class JailedFolder : IDisposable
{
    // From Linux's fcntl.h; two of them are others on ARM.
    private const int PathOnly = 0x200000;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    private static readonly bool s_isArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int s_folderOnly = s_isArm ? 0x4000 : 0x10000;
    private static readonly int s_noLinks = s_isArm ? 0x8000 : 0x20000;

    private readonly SafeFileHandle? _handle;

    private JailedFolder(string path, SafeFileHandle? handle) => (Path, _handle) = (path, handle);

    /// <summary>Gets a path by which the folder is reached as long as this is not disposed.</summary>
    public string Path { get; }

    /// <summary>Opens a folder whose own name is no link; null where there is none. The names above it are the host's business.</summary>
    public static JailedFolder? Open(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null ? new JailedFolder(path, null) : null;
        }

        var handle = OpenHandle(path, PathOnly | s_folderOnly | s_noLinks | CloseOnExec);
        return handle is null ? null : new JailedFolder($"/proc/self/fd/{handle.DangerousGetHandle()}", handle);
    }

    /// <summary>Opens a folder in this one; null where there is none, or a link.</summary>
    public JailedFolder? OpenChild(string name) => Open(Combine(name));

    /// <summary>Opens a file in this folder for reading; null where there is none, or a link, or something that only has a file's name.</summary>
    public FileStream? OpenFile(string name)
    {
        var handle = OperatingSystem.IsLinux() ? OpenHandle(Combine(name), s_noLinks | NonBlocking | CloseOnExec) : OpenChecked(name);
        if (handle is null)
        {
            return null;
        }

        var stream = new FileStream(handle, FileAccess.Read);
        if (stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    /// <summary>The path of a name in this folder.</summary>
    public string Combine(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Says what a name stands for now. A link is asked itself, not what it points to, so that a dangling one is found as well.</summary>
    public EntryKind Look(string name)
    {
        var path = Combine(name);
        return new FileInfo(path).LinkTarget is not null ? EntryKind.Link
            : Directory.Exists(path) ? EntryKind.Folder
            : File.Exists(path) ? EntryKind.File
            : EntryKind.Missing;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle?.Dispose();

    private SafeFileHandle? OpenChecked(string name) => Look(name) == EntryKind.File ? File.OpenHandle(Combine(name)) : null;

    private static SafeFileHandle? OpenHandle(string path, int flags)
    {
        var descriptor = Open(path, flags);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    // .NET opens no folders, and follows links.
    [DllImport("libc", EntryPoint = "open", BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
