namespace Switchyard.Inference.Native;

/// <summary>The inputs and outputs of a run, bound once and run many times. Not safe for concurrent use.</summary>
internal sealed unsafe class IoBinding : IDisposable
{
    private nint _handle;

    public IoBinding(OrtSession session)
    {
        nint binding;
        OrtApi.Check(OrtApi.CreateIoBinding(session.Handle, &binding));
        _handle = binding;
    }

    public nint Handle => _handle;

    /// <summary>Binds an input; binding the same name again replaces it.</summary>
    public void BindInput(TensorName name, OrtValue value)
    {
        fixed (byte* bytes = name.Utf8)
        {
            OrtApi.Check(OrtApi.BindInput(_handle, bytes, value.Handle));
        }
    }

    /// <summary>Binds an output; binding the same name again replaces it.</summary>
    public void BindOutput(TensorName name, OrtValue value)
    {
        fixed (byte* bytes = name.Utf8)
        {
            OrtApi.Check(OrtApi.BindOutput(_handle, bytes, value.Handle));
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _handle, 0) is var handle and not 0)
        {
            OrtApi.ReleaseIoBinding(handle);
        }
    }
}
