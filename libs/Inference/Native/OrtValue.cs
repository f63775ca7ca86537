namespace Switchyard.Inference.Native;

/// <summary>A tensor over memory that somebody else owns. It may be released right after binding; the memory must stay.</summary>
internal readonly unsafe ref struct OrtValue : IDisposable
{
    public OrtValue(void* data, nuint bytes, OrtElementType type, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            OrtApi.Check(OrtApi.CreateTensorWithData(OrtEnvironment.CpuMemory, data, bytes, dimensions, (nuint)shape.Length, (int)type, &value));
        }

        Handle = value;
    }

    public nint Handle { get; }

    public void Dispose() => OrtApi.ReleaseValue(Handle);
}
