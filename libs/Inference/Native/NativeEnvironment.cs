using System.Runtime.InteropServices;

namespace Switchyard.Inference.Native;

/// <summary>The environment as native code reads it with getenv: on Unix, .NET keeps a copy of its own, which getenv does not see.</summary>
internal static class NativeEnvironment
{
    /// <summary>Sets a variable for native code and for .NET; null removes it.</summary>
    public static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _ = value is null ? UnsetEnv(name) : SetEnv(name, value, overwrite: 1);
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
