using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Switchyard.Inference.Native;

/// <summary>Adds the CUDA execution provider to a session, and says what is missing where it cannot.</summary>
internal static unsafe class CudaProvider
{
    private const string Name = "CUDAExecutionProvider";

    public static void Append(nint sessionOptions, int deviceId)
    {
        var available = ListProviders();
        if (!available.Contains(Name))
        {
            throw new OrtException($"CUDA was asked for, but ONNX Runtime {OrtApi.LibraryVersion} was built without it; it has {string.Join(", ", available)}. Use a build with CUDA, or set Models:ExecutionProvider to cpu.");
        }

        var library = LocateLibrary(OrtLibrary.Locate(AppContext.BaseDirectory));
        if (!File.Exists(library))
        {
            throw new OrtException($"CUDA was asked for, but its provider library {library} is missing. Put it there with onnxruntime_providers_shared, both from ONNX Runtime {OrtApi.LibraryVersion} for GPUs, beside an installed CUDA and cuDNN; or set Models:ExecutionProvider to cpu.");
        }

        AppendProvider(sessionOptions, deviceId, library);
    }

    /// <summary>Gets the providers that the native library was built with.</summary>
    public static IReadOnlyList<string> ListProviders()
    {
        byte** names;
        int count;
        OrtApi.Check(OrtApi.GetAvailableProviders(&names, &count));
        var list = new string[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = Marshal.PtrToStringUTF8((nint)names[i])!;
        }

        OrtApi.Check(OrtApi.ReleaseAvailableProviders(names, count));
        return list;
    }

    private static string LocateLibrary(string runtime) =>
        Path.Combine(Path.GetDirectoryName(runtime)!, OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so");

    private static void AppendProvider(nint sessionOptions, int deviceId, string library)
    {
        nint options;
        OrtApi.Check(OrtApi.CreateCudaProviderOptions(&options));
        try
        {
            fixed (byte* key = "device_id\0"u8)
            fixed (byte* value = Encoding.UTF8.GetBytes(deviceId.ToString(CultureInfo.InvariantCulture) + '\0'))
            {
                var (keys, values) = ((nint)key, (nint)value);
                OrtApi.Check(OrtApi.UpdateCudaProviderOptions(options, &keys, &values, 1));
            }

            OrtApi.Check(OrtApi.AppendCudaProvider(sessionOptions, options));
        }
        catch (OrtException exception)
        {
            throw new OrtException($"CUDA was asked for, but its provider library {library} cannot be used: {exception.Message}", exception);
        }
        finally
        {
            OrtApi.ReleaseCudaProviderOptions(options);
        }
    }
}
