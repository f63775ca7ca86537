using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Execution;

/// <summary>
/// The key/value memory of all slots, one block per layer and kind, laid out [slot, head, position, size]. Past and present share it,
/// so a run writes its positions in place and nothing is copied. A slot's rows lie together, so any range of slots can be bound.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private readonly NativeBuffer<byte>[] _blocks;
    private readonly OrtElementType _type;
    private readonly long _heads;
    private readonly long _capacity;
    private readonly long _headSize;

    public KeyValueCache(GenAIConfig config, OrtElementType type, int slots)
    {
        _type = type;
        _heads = config.KeyValueHeads;
        _capacity = config.ContextLength;
        _headSize = config.HeadSize;
        _blocks = new NativeBuffer<byte>[config.LayerCount * 2];
        for (var i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = new NativeBuffer<byte>((nuint)(slots * SlotBytes));
        }
    }

    private long SlotBytes => _heads * _capacity * _headSize * (_type == OrtElementType.Float ? sizeof(float) : sizeof(sbyte));

    /// <summary>Binds the slots from <paramref name="firstSlot"/> on as past and as present.</summary>
    public unsafe void Bind(IoBinding binding, DecoderGraph graph, int firstSlot, int count)
    {
        ReadOnlySpan<long> shape = [count, _heads, _capacity, _headSize];
        for (var i = 0; i < _blocks.Length; i++)
        {
            var start = _blocks[i].Pointer + (firstSlot * SlotBytes);
            using var value = new OrtValue(start, (nuint)(count * SlotBytes), _type, shape);
            binding.BindInput(graph.Cache[i].Past, value);
            binding.BindOutput(graph.Cache[i].Present, value);
        }
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
        {
            block.Dispose();
        }
    }
}
