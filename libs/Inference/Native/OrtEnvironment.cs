using System.Runtime.InteropServices;

namespace Switchyard.Inference.Native;

/// <summary>The process-wide ONNX Runtime environment. There is one per process, and it lives as long as the process.</summary>
internal static unsafe class OrtEnvironment
{
    private const int LogLevelWarning = 2;

    public static nint Handle { get; } = Create();

    /// <summary>Gets the description of CPU memory that tensors over own memory need.</summary>
    public static nint CpuMemory { get; } = CreateCpuMemory();

    /// <summary>
    /// Sets an environment variable that native code reads: .NET keeps its own copy of the environment on Unix, which getenv does not see.
    /// </summary>
    public static void SetNativeVariable(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _ = value is null ? UnsetEnv(name) : SetEnv(name, value, overwrite: 1);
    }

    private static nint Create()
    {
        nint environment;
        fixed (byte* id = "switchyard\0"u8)
        {
            OrtApi.Check(OrtApi.CreateEnv(LogLevelWarning, id, &environment));
        }

        return environment;
    }

    private static nint CreateCpuMemory()
    {
        const int ArenaAllocator = 1;
        const int DefaultMemory = 0;
        nint info;
        OrtApi.Check(OrtApi.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &info));
        return info;
    }

#pragma warning disable SYSLIB1054, CA2101 // Source-generated marshalling would need unsafe partials for two calls made once per model load.
    [DllImport("libc", EntryPoint = "setenv", BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    [DllImport("libc", EntryPoint = "unsetenv", BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UnsetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
#pragma warning restore SYSLIB1054, CA2101
}
