using System.Runtime.InteropServices;

namespace Switchyard.Inference.Execution;

/// <summary>
/// Zero-filled memory that costs a page only once it is written, and of which a range can be given back to the system while it stays usable.
/// Giving back is done on Linux; elsewhere a page that was written stays until disposal.
/// </summary>
internal sealed unsafe partial class AnonymousMemory : IDisposable
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;
    private const int DontNeed = 4;
    private const int NoHugePage = 15;
    private const nint Failed = -1;

    private byte* _pointer;

    /// <summary>Reserves <paramref name="length"/> bytes.</summary>
    /// <exception cref="OutOfMemoryException">The system does not have as much.</exception>
    public AnonymousMemory(nuint length)
    {
        Length = length;
        _pointer = OperatingSystem.IsLinux() ? Map(length) : (byte*)NativeMemory.AllocZeroed(length);
    }

    public nuint Length { get; }

    public byte* Pointer => _pointer;

    /// <summary>Gives the whole pages inside the range back; they read as zero afterwards.</summary>
    public void Return(nuint offset, nuint length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // A page that a neighbour has a part of stays with the neighbour.
        var page = (nuint)Environment.SystemPageSize;
        var start = (offset + page - 1) / page * page;
        var end = (offset + length) / page * page;
        if (end > start)
        {
            _ = Advise(_pointer + start, end - start, DontNeed);
        }
    }

    public void Dispose()
    {
        var pointer = _pointer;
        _pointer = null;
        if (pointer == null)
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(pointer, Length);
        }
        else
        {
            NativeMemory.Free(pointer);
        }
    }

    private static byte* Map(nuint length)
    {
        var pointer = Map(null, length, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)pointer == Failed)
        {
            throw new InsufficientMemoryException($"The system refused {length} bytes of memory.");
        }

        // A huge page would be paid for by the first byte written into it: 512 times what a short sequence needs.
        _ = Advise(pointer, length, NoHugePage);
        return pointer;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* Map(byte* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(byte* address, nuint length, int advice);
}
