using System.Runtime.InteropServices;
using System.Text;

namespace Switchyard.Inference.Native;

/// <summary>A loaded model. Runs may come from several threads; disposal must wait for them.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private nint _handle;

    public OrtSession(string modelPath, OrtSessionOptions options)
    {
        _handle = Create(modelPath, options);
        Inputs = Describe(OrtApi.SessionGetInputCount, OrtApi.SessionGetInputName, OrtApi.SessionGetInputTypeInfo);
        Outputs = Describe(OrtApi.SessionGetOutputCount, OrtApi.SessionGetOutputName, OrtApi.SessionGetOutputTypeInfo);
    }

    public IReadOnlyList<OrtTensorInfo> Inputs { get; }

    public IReadOnlyList<OrtTensorInfo> Outputs { get; }

    public nint Handle => _handle;

    /// <summary>Runs the graph over everything <paramref name="binding"/> names.</summary>
    public void Run(IoBinding binding) => OrtApi.Check(OrtApi.RunWithBinding(_handle, 0, binding.Handle));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _handle, 0) is var handle and not 0)
        {
            OrtApi.ReleaseSession(handle);
        }
    }

    private static nint Create(string modelPath, OrtSessionOptions options)
    {
        nint sessionOptions;
        OrtApi.Check(OrtApi.CreateSessionOptions(&sessionOptions));
        try
        {
            OrtApi.Check(OrtApi.SetIntraOpNumThreads(sessionOptions, options.IntraOpThreads));
            foreach (var (key, value) in options.Entries)
            {
                AddEntry(sessionOptions, key, value);
            }

            if (options.CudaDevice is { } device)
            {
                CudaProvider.Append(sessionOptions, device);
            }

            nint session;
            fixed (byte* path = EncodePath(modelPath))
            {
                OrtApi.Check(OrtApi.CreateSession(OrtEnvironment.Handle, path, sessionOptions, &session));
            }

            return session;
        }
        finally
        {
            OrtApi.ReleaseSessionOptions(sessionOptions);
        }
    }

    private static void AddEntry(nint sessionOptions, string key, string value)
    {
        fixed (byte* keyBytes = Encoding.UTF8.GetBytes(key + '\0'))
        fixed (byte* valueBytes = Encoding.UTF8.GetBytes(value + '\0'))
        {
            OrtApi.Check(OrtApi.AddSessionConfigEntry(sessionOptions, keyBytes, valueBytes));
        }
    }

    private static byte[] EncodePath(string path) => (OperatingSystem.IsWindows() ? Encoding.Unicode : Encoding.UTF8).GetBytes(path + '\0');

    private OrtTensorInfo[] Describe(
        delegate* unmanaged[Cdecl]<nint, nuint*, nint> getCount,
        delegate* unmanaged[Cdecl]<nint, nuint, nint, byte**, nint> getName,
        delegate* unmanaged[Cdecl]<nint, nuint, nint*, nint> getType)
    {
        nuint count;
        OrtApi.Check(getCount(_handle, &count));
        nint allocator;
        OrtApi.Check(OrtApi.GetAllocatorWithDefaultOptions(&allocator));
        var tensors = new OrtTensorInfo[(int)count];
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            OrtApi.Check(getName(_handle, i, allocator, &name));
            var text = Marshal.PtrToStringUTF8((nint)name)!;
            OrtApi.Check(OrtApi.AllocatorFree(allocator, name));
            nint type;
            OrtApi.Check(getType(_handle, i, &type));
            tensors[(int)i] = DescribeTensor(text, type);
        }

        return tensors;
    }

    private static OrtTensorInfo DescribeTensor(string name, nint typeInfo)
    {
        try
        {
            nint tensor;
            OrtApi.Check(OrtApi.CastTypeInfoToTensorInfo(typeInfo, &tensor));
            if (tensor == 0)
            {
                throw new OrtException($"The model's '{name}' is not a tensor.");
            }

            int elementType;
            OrtApi.Check(OrtApi.GetTensorElementType(tensor, &elementType));
            nuint rank;
            OrtApi.Check(OrtApi.GetDimensionsCount(tensor, &rank));
            var dimensions = new long[(int)rank];
            fixed (long* pointer = dimensions)
            {
                OrtApi.Check(OrtApi.GetDimensions(tensor, pointer, rank));
            }

            return new OrtTensorInfo(name, (OrtElementType)elementType, dimensions);
        }
        finally
        {
            OrtApi.ReleaseTypeInfo(typeInfo);
        }
    }
}
