using Switchyard.Inference.Native;

namespace Switchyard.Inference.Execution;

/// <summary>
/// The key/value memory of all slots: one block, in it a part for each layer and kind, laid out [slot, head, position, width]. Past and
/// present share it, so a run writes its positions in place and nothing is copied. A slot's rows lie together, so any range of slots can
/// be bound. Memory grows with the positions written, and a slot's can be given back.
/// </summary>
internal sealed unsafe class KeyValueCache : IDisposable
{
    private readonly KeyValueLayout _layout;
    private readonly AnonymousMemory _memory;
    private readonly int _capacity;
    private readonly nuint _headBytes;
    private readonly nuint _slotBytes;
    private readonly nuint _tensorBytes;

    /// <summary>Reserves memory for <paramref name="slots"/> slots of <paramref name="capacity"/> positions.</summary>
    /// <exception cref="OutOfMemoryException">The system does not have as much.</exception>
    public KeyValueCache(KeyValueLayout layout, int slots, int capacity)
    {
        _layout = layout;
        _capacity = capacity;
        try
        {
            _headBytes = checked((nuint)capacity * (nuint)layout.RowBytes);
            _slotBytes = checked(_headBytes * (nuint)layout.Heads);
            _tensorBytes = checked(_slotBytes * (nuint)slots);
            _memory = new AnonymousMemory(checked(_tensorBytes * (nuint)layout.Tensors));
        }
        catch (OverflowException exception)
        {
            throw new InsufficientMemoryException("The key/value memory is larger than an address can say.", exception);
        }
    }

    public KeyValueLayout Layout => _layout;

    public AnonymousMemory Memory => _memory;

    /// <summary>Binds the slots from <paramref name="firstSlot"/> on as past and as present.</summary>
    public void Bind(IoBinding binding, DecoderGraph graph, int firstSlot, int count)
    {
        ReadOnlySpan<long> shape = [count, _layout.Heads, _capacity, _layout.Width];
        for (var i = 0; i < _layout.Tensors; i++)
        {
            using var value = new OrtValue(Row(i, firstSlot, 0, 0), (nuint)count * _slotBytes, _layout.ElementType, shape);
            binding.BindInput(graph.Cache[i].Past, value);
            binding.BindOutput(graph.Cache[i].Present, value);
        }
    }

    /// <summary>Copies the first <paramref name="count"/> positions of a slot over those of another.</summary>
    public void Move(int from, int to, int count)
    {
        var bytes = (long)count * _layout.RowBytes;
        for (var i = 0; i < _layout.Tensors; i++)
        {
            for (var head = 0; head < _layout.Heads; head++)
            {
                Buffer.MemoryCopy(Row(i, from, head, 0), Row(i, to, head, 0), bytes, bytes);
            }
        }
    }

    /// <summary>Copies positions out of a slot, laid out [tensor, head, position, width].</summary>
    public void Save(int slot, int position, int count, byte* destination)
    {
        var bytes = (long)count * _layout.RowBytes;
        for (var i = 0; i < _layout.Tensors; i++)
        {
            for (var head = 0; head < _layout.Heads; head++, destination += bytes)
            {
                Buffer.MemoryCopy(Row(i, slot, head, position), destination, bytes, bytes);
            }
        }
    }

    /// <summary>Copies what <see cref="Save"/> wrote into a slot.</summary>
    public void Restore(int slot, int position, int count, byte* source)
    {
        var bytes = (long)count * _layout.RowBytes;
        for (var i = 0; i < _layout.Tensors; i++)
        {
            for (var head = 0; head < _layout.Heads; head++, source += bytes)
            {
                Buffer.MemoryCopy(source, Row(i, slot, head, position), bytes, bytes);
            }
        }
    }

    /// <summary>Gives a slot's pages back to the system; what they held is lost.</summary>
    public void Return(int slot)
    {
        for (var i = 0; i < _layout.Tensors; i++)
        {
            _memory.Return((nuint)i * _tensorBytes + ((nuint)slot * _slotBytes), _slotBytes);
        }
    }

    public void Dispose() => _memory.Dispose();

    private byte* Row(int tensor, int slot, int head, int position) =>
        _memory.Pointer + ((nuint)tensor * _tensorBytes) + ((nuint)slot * _slotBytes) + ((nuint)head * _headBytes) + ((nuint)position * (nuint)_layout.RowBytes);
}
