using System.Runtime.InteropServices;

namespace Switchyard.Inference.Models;

/// <summary>
/// Tells files from what only has a file's name: a pipe, a socket or a device answers who opens or reads it when somebody else likes,
/// or never, and who loads models waits for it.
/// </summary>
internal static partial class RegularFile
{
    // From linux/stat.h: struct statx has 256 bytes, and its 16 bits stx_mode begin at byte 28.
    private const int CurrentDirectory = -100;
    private const uint TypeOnly = 1;
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Checks a path without opening it. What is not there, or cannot be looked at, is left to whoever opens it.</summary>
    /// <exception cref="ModelLoadException">There is something else than a file.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path) || IsSpecial(path))
        {
            throw new ModelLoadException($"{path} is not a regular file: a model folder's files may be no directories, pipes, sockets or devices. Put the file in its place, or remove it.");
        }
    }

    // .NET does not tell a pipe from a file before it opened it. Elsewhere than on Linux only directories are found.
    private static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> status = stackalloc byte[StatusBytes];
        return Statx(CurrentDirectory, path, 0, TypeOnly, ref MemoryMarshal.GetReference(status)) == 0
            && (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) != Regular;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte status);
}
