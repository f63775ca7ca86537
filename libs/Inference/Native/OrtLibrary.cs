using System.Runtime.InteropServices;

namespace Switchyard.Inference.Native;

/// <summary>Finds and loads the native library that the build put below <c>runtimes/</c>.</summary>
internal static class OrtLibrary
{
    public static nint Load()
    {
        var path = Locate(AppContext.BaseDirectory);
        if (!File.Exists(path))
        {
            throw new OrtException($"ONNX Runtime's native library is missing at {path}. Build the project again on this platform (npm must be installed), or build with -p:OnnxRuntimePlatforms=all.");
        }

        OrtTelemetry.Disable();
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException exception)
        {
            throw new OrtException($"ONNX Runtime's native library {path} could not be loaded. It needs glibc 2.28 or newer and libstdc++.so.6.", exception);
        }
    }

    public static string Locate(string baseDirectory)
    {
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var (platform, file) = OperatingSystem.IsWindows() ? ("win", "onnxruntime.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libonnxruntime.1.dylib")
            : ("linux", "libonnxruntime.so.1");
        return Path.Combine(baseDirectory, "runtimes", $"{platform}-{architecture}", "native", file);
    }
}
