using System.Runtime.InteropServices;

namespace Switchyard.Inference.Native;

/// <summary>
/// ONNX Runtime's C function table. The order of the table is a stable ABI: functions are only ever appended, so an index
/// is valid in every library that accepts the version asked for. Loaded once per process.
/// </summary>
internal static unsafe class OrtApi
{
    // Version 22 has all that is used here and is accepted by every library from 1.22 on.
    private const uint ApiVersion = 22;

    // Declared before the table, whose loading sets it: static initializers run in the order of the text.
    public static string LibraryVersion { get; private set; } = string.Empty;

    private static readonly nint* s_table = LoadTable();

    public static delegate* unmanaged[Cdecl]<nint, int> GetErrorCode => (delegate* unmanaged[Cdecl]<nint, int>)s_table[1];

    public static delegate* unmanaged[Cdecl]<nint, byte*> GetErrorMessage => (delegate* unmanaged[Cdecl]<nint, byte*>)s_table[2];

    public static delegate* unmanaged[Cdecl]<int, byte*, nint*, nint> CreateEnv => (delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)s_table[3];

    public static delegate* unmanaged[Cdecl]<nint, nint> DisableTelemetryEvents => (delegate* unmanaged[Cdecl]<nint, nint>)s_table[6];

    /// <summary>Gets CreateSession; the path is UTF-16 on Windows and UTF-8 elsewhere.</summary>
    public static delegate* unmanaged[Cdecl]<nint, void*, nint, nint*, nint> CreateSession => (delegate* unmanaged[Cdecl]<nint, void*, nint, nint*, nint>)s_table[7];

    public static delegate* unmanaged[Cdecl]<nint*, nint> CreateSessionOptions => (delegate* unmanaged[Cdecl]<nint*, nint>)s_table[10];

    public static delegate* unmanaged[Cdecl]<nint, int, nint> SetIntraOpNumThreads => (delegate* unmanaged[Cdecl]<nint, int, nint>)s_table[24];

    public static delegate* unmanaged[Cdecl]<nint, nuint*, nint> SessionGetInputCount => (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)s_table[30];

    public static delegate* unmanaged[Cdecl]<nint, nuint*, nint> SessionGetOutputCount => (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)s_table[31];

    public static delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> SessionGetInputTypeInfo => (delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)s_table[33];

    public static delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> SessionGetOutputTypeInfo => (delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint>)s_table[34];

    public static delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> SessionGetInputName => (delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint>)s_table[36];

    public static delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> SessionGetOutputName => (delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint>)s_table[37];

    public static delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithData =>
        (delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)s_table[49];

    public static delegate* unmanaged[Cdecl]<nint, nint*, nint> CastTypeInfoToTensorInfo => (delegate* unmanaged[Cdecl]<nint, nint*, nint>)s_table[55];

    public static delegate* unmanaged[Cdecl]<nint, int*, nint> GetTensorElementType => (delegate* unmanaged[Cdecl]<nint, int*, nint>)s_table[60];

    public static delegate* unmanaged[Cdecl]<nint, nuint*, nint> GetDimensionsCount => (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)s_table[61];

    public static delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> GetDimensions => (delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)s_table[62];

    public static delegate* unmanaged[Cdecl]<int, int, nint*, nint> CreateCpuMemoryInfo => (delegate* unmanaged[Cdecl]<int, int, nint*, nint>)s_table[69];

    public static delegate* unmanaged[Cdecl]<nint, void*, nint> AllocatorFree => (delegate* unmanaged[Cdecl]<nint, void*, nint>)s_table[76];

    public static delegate* unmanaged[Cdecl]<nint*, nint> GetAllocatorWithDefaultOptions => (delegate* unmanaged[Cdecl]<nint*, nint>)s_table[78];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseStatus => (delegate* unmanaged[Cdecl]<nint, void>)s_table[93];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseSession => (delegate* unmanaged[Cdecl]<nint, void>)s_table[95];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseValue => (delegate* unmanaged[Cdecl]<nint, void>)s_table[96];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseTypeInfo => (delegate* unmanaged[Cdecl]<nint, void>)s_table[98];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseSessionOptions => (delegate* unmanaged[Cdecl]<nint, void>)s_table[100];

    public static delegate* unmanaged[Cdecl]<byte***, int*, nint> GetAvailableProviders => (delegate* unmanaged[Cdecl]<byte***, int*, nint>)s_table[125];

    public static delegate* unmanaged[Cdecl]<byte**, int, nint> ReleaseAvailableProviders => (delegate* unmanaged[Cdecl]<byte**, int, nint>)s_table[126];

    public static delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> AddSessionConfigEntry => (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)s_table[130];

    public static delegate* unmanaged[Cdecl]<nint, nint, nint, nint> RunWithBinding => (delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)s_table[133];

    public static delegate* unmanaged[Cdecl]<nint, nint*, nint> CreateIoBinding => (delegate* unmanaged[Cdecl]<nint, nint*, nint>)s_table[134];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseIoBinding => (delegate* unmanaged[Cdecl]<nint, void>)s_table[135];

    public static delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> BindInput => (delegate* unmanaged[Cdecl]<nint, byte*, nint, nint>)s_table[136];

    public static delegate* unmanaged[Cdecl]<nint, byte*, nint, nint> BindOutput => (delegate* unmanaged[Cdecl]<nint, byte*, nint, nint>)s_table[137];

    public static delegate* unmanaged[Cdecl]<nint, nint, nint> AppendCudaProvider => (delegate* unmanaged[Cdecl]<nint, nint, nint>)s_table[204];

    public static delegate* unmanaged[Cdecl]<nint*, nint> CreateCudaProviderOptions => (delegate* unmanaged[Cdecl]<nint*, nint>)s_table[205];

    public static delegate* unmanaged[Cdecl]<nint, nint*, nint*, nuint, nint> UpdateCudaProviderOptions => (delegate* unmanaged[Cdecl]<nint, nint*, nint*, nuint, nint>)s_table[206];

    public static delegate* unmanaged[Cdecl]<nint, void> ReleaseCudaProviderOptions => (delegate* unmanaged[Cdecl]<nint, void>)s_table[208];

    /// <summary>Throws what a non-null status says, and releases it.</summary>
    public static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var code = GetErrorCode(status);
        var message = Marshal.PtrToStringUTF8((nint)GetErrorMessage(status));
        ReleaseStatus(status);
        throw new OrtException($"ONNX Runtime error {code}: {message}");
    }

    private static nint* LoadTable()
    {
        var getBase = (delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(OrtLibrary.Load(), "OrtGetApiBase");
        var apiBase = getBase();
        LibraryVersion = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)apiBase[1])()) ?? string.Empty;
        var table = ((delegate* unmanaged[Cdecl]<uint, nint*>)apiBase[0])(ApiVersion);
        return table != null ? table : throw new OrtException($"ONNX Runtime {LibraryVersion} is older than API version {ApiVersion}; use 1.22 or newer.");
    }
}
