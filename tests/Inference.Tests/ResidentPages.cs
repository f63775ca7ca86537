using System.Runtime.InteropServices;
using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Tests;

/// <summary>Asks the system which pages of a range are in memory.</summary>
internal static unsafe partial class ResidentPages
{
    public static int Count(AnonymousMemory memory)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is given back on Linux only.");
        var pages = new byte[((int)memory.Length + Environment.SystemPageSize - 1) / Environment.SystemPageSize];
        fixed (byte* vector = pages)
        {
            Assert.Equal(0, MemoryInCore(memory.Pointer, memory.Length, vector));
        }

        return pages.Count(page => (page & 1) != 0);
    }

    [LibraryImport("libc", EntryPoint = "mincore")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MemoryInCore(byte* address, nuint length, byte* vector);
}
