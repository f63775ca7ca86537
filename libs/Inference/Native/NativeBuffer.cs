using System.Runtime.InteropServices;

namespace Switchyard.Inference.Native;

/// <summary>
/// Memory outside the collector's heap, zero-filled on first touch: the system maps a page only when it is written,
/// so a large key/value buffer costs what its slots have used.
/// </summary>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private void* _pointer;

    public NativeBuffer(nuint length)
    {
        Length = length;
        _pointer = NativeMemory.AllocZeroed(length, (nuint)sizeof(T));
    }

    public nuint Length { get; }

    public T* Pointer => (T*)_pointer;

    public nuint Bytes => Length * (nuint)sizeof(T);

    public Span<T> Span(int start, int length) => new((T*)_pointer + start, length);

    public void Dispose()
    {
        NativeMemory.Free(_pointer);
        _pointer = null;
    }
}
