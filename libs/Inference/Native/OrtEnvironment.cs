namespace Switchyard.Inference.Native;

/// <summary>The process-wide ONNX Runtime environment. There is one per process, and it lives as long as the process.</summary>
internal static unsafe class OrtEnvironment
{
    private const int LogLevelWarning = 2;

    public static nint Handle { get; } = Create();

    /// <summary>Gets the description of CPU memory that tensors over own memory need.</summary>
    public static nint CpuMemory { get; } = CreateCpuMemory();

    private static nint Create()
    {
        nint environment;
        fixed (byte* id = "switchyard\0"u8)
        {
            OrtApi.Check(OrtApi.CreateEnv(LogLevelWarning, id, &environment));
        }

        // What the variable does not reach: events of Windows.
        OrtApi.Check(OrtApi.DisableTelemetryEvents(environment));
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
}
