using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Execution;

/// <summary>
/// The key/value memory of all slots, one block per layer and kind, laid out [slot, head, position, size]. Past and present share it,
/// so a run writes its positions in place and nothing is copied. A slot's rows lie together, so any range of slots can be bound.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private readonly NativeBuffer<float>[] _blocks;
    private readonly long _heads;
    private readonly long _capacity;
    private readonly long _headSize;

    public KeyValueCache(GenAIConfig config, int slots)
    {
        _heads = config.KeyValueHeads;
        _capacity = config.ContextLength;
        _headSize = config.HeadSize;
        _blocks = new NativeBuffer<float>[config.LayerCount * 2];
        for (var i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = new NativeBuffer<float>((nuint)(slots * SlotLength));
        }
    }

    private long SlotLength => _heads * _capacity * _headSize;

    /// <summary>Binds the slots from <paramref name="firstSlot"/> on as past and as present.</summary>
    public unsafe void Bind(IoBinding binding, DecoderGraph graph, int firstSlot, int count)
    {
        ReadOnlySpan<long> shape = [count, _heads, _capacity, _headSize];
        for (var i = 0; i < _blocks.Length; i++)
        {
            var start = _blocks[i].Pointer + (firstSlot * SlotLength);
            using var value = new OrtValue(start, (nuint)(count * SlotLength * sizeof(float)), OrtElementType.Float, shape);
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
