using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Execution;

/// <summary>
/// Runs a decoder over a fixed number of slots. The mask is always as wide as a slot's capacity, so every binding is made once and
/// only buffer contents change; a row's length is the sum of its mask. Two kinds of run follow from what GroupQueryAttention allows:
/// a chunk of one slot's prompt, or one token for each of the slots [0, n).
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class ModelRunner : IModelExecutor
{
    private readonly OrtSession _session;
    private readonly DecoderGraph _graph;
    private readonly KeyValueCache _cache;
    private readonly NativeBuffer<long> _mask;
    private readonly NativeBuffer<long> _decodeIds;
    private readonly NativeBuffer<long> _decodePositions;
    private readonly NativeBuffer<float> _decodeLogits;
    private readonly NativeBuffer<long> _chunkIds;
    private readonly NativeBuffer<long> _chunkPositions;
    private readonly NativeBuffer<float> _chunkLogits;
    private readonly IoBinding?[] _decodeBindings;
    private readonly (IoBinding Binding, int Length)?[] _chunkBindings;
    private readonly int[] _maskLengths;
    private readonly int _vocabularySize;

    public ModelRunner(string folder, GenAIConfig config, ExecutionOptions options)
    {
        Slots = options.Slots;
        Capacity = config.ContextLength;
        ChunkLength = Math.Clamp(options.PrefillChunkTokens, 1, Math.Max(1, Capacity - 1));
        _vocabularySize = config.VocabularySize;
        _session = OpenSession(folder, config, options);
        _graph = new DecoderGraph(config, _session);
        _cache = new KeyValueCache(_graph.KeyValues, Slots, Capacity);
        _mask = new NativeBuffer<long>((nuint)Slots * (nuint)Capacity);
        _decodeIds = new NativeBuffer<long>((nuint)Slots);
        _decodePositions = new NativeBuffer<long>((nuint)Slots);
        _decodeLogits = new NativeBuffer<float>((nuint)Slots * (nuint)_vocabularySize);
        _chunkIds = new NativeBuffer<long>((nuint)ChunkLength);
        _chunkPositions = new NativeBuffer<long>((nuint)ChunkLength);
        _chunkLogits = new NativeBuffer<float>((nuint)(_graph.HasPrunedLogits ? 1 : ChunkLength) * (nuint)_vocabularySize);
        _decodeBindings = new IoBinding?[Slots + 1];
        _chunkBindings = new (IoBinding Binding, int Length)?[Slots];
        _maskLengths = new int[Slots];
    }

    public int Slots { get; }

    /// <summary>Gets the positions of one slot.</summary>
    public int Capacity { get; }

    /// <summary>Gets the most tokens one chunk may have.</summary>
    public int ChunkLength { get; }

    /// <summary>Gets the number of logits of one token.</summary>
    public int VocabularySize => _vocabularySize;

    /// <summary>Gets whether a run of a prompt gives the logits of all its tokens, not of the last alone.</summary>
    public bool HasAllLogits => !_graph.HasPrunedLogits;

    /// <summary>Gets the slots' keys and values.</summary>
    public KeyValueCache Cache => _cache;

    KeyValueCache? IModelExecutor.Cache => _cache;

    /// <summary>Runs <paramref name="tokens"/> at positions <paramref name="past"/> and on in <paramref name="slot"/>.</summary>
    /// <returns>The logits after the last token; the caller may change them, and they are valid until the next run.</returns>
    public Span<float> Prefill(int slot, ReadOnlySpan<int> tokens, int past)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens.Length, ChunkLength);
        var ids = _chunkIds.Span(0, tokens.Length);
        var positions = _chunkPositions.Span(0, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            ids[i] = tokens[i];
            positions[i] = past + i;
        }

        SetLength(slot, past + tokens.Length);
        _session.Run(BindChunk(slot, tokens.Length));
        return _chunkLogits.Span((_graph.HasPrunedLogits ? 0 : tokens.Length - 1) * _vocabularySize, _vocabularySize);
    }

    /// <summary>Gets the logits after a token of the last <see cref="Prefill"/>, where <see cref="HasAllLogits"/>; valid until the next run.</summary>
    public ReadOnlySpan<float> ChunkLogits(int index) => _chunkLogits.Span(index * _vocabularySize, _vocabularySize);

    /// <summary>Says what <paramref name="slot"/> does in the next <see cref="Decode"/>.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="token">The token to run, any for a slot that only fills its row.</param>
    /// <param name="position">Where it goes: an idle row writes there too, so it names a position nobody reads.</param>
    public void SetDecode(int slot, int token, int position)
    {
        _decodeIds.Span(slot, 1)[0] = token;
        _decodePositions.Span(slot, 1)[0] = position;
        SetLength(slot, position + 1);
    }

    /// <summary>Fills a row that generates nothing: it writes the position too.</summary>
    public void SetIdle(int slot, int position) => SetDecode(slot, 0, position);

    /// <summary>Runs one token in each of the slots [0, <paramref name="count"/>).</summary>
    public void Decode(int count) => _session.Run(_decodeBindings[count] ??= CreateDecodeBinding(count));

    /// <summary>Gets a slot's logits after <see cref="Decode"/>; valid until the next.</summary>
    public Span<float> Logits(int slot) => _decodeLogits.Span(slot * _vocabularySize, _vocabularySize);

    /// <summary>Copies the first <paramref name="count"/> positions of a slot over those of another.</summary>
    public void Move(int from, int to, int count) => _cache.Move(from, to, count);

    /// <summary>Gives a slot's pages back to the system.</summary>
    public void Return(int slot) => _cache.Return(slot);

    public void Dispose()
    {
        foreach (var binding in _decodeBindings)
        {
            binding?.Dispose();
        }

        foreach (var chunk in _chunkBindings)
        {
            chunk?.Binding.Dispose();
        }

        _session.Dispose();
        _cache.Dispose();
        _mask.Dispose();
        _decodeIds.Dispose();
        _decodePositions.Dispose();
        _decodeLogits.Dispose();
        _chunkIds.Dispose();
        _chunkPositions.Dispose();
        _chunkLogits.Dispose();
    }

    private static OrtSession OpenSession(string folder, GenAIConfig config, ExecutionOptions options)
    {
        // Read by the kernel with getenv while the session is created.
        NativeEnvironment.Set("ORT_GQA_DISABLE_FLASH_ATTENTION", options.DisableFlashAttention ? "1" : null);
        var path = Path.Combine(folder, config.ModelFile);
        if (!File.Exists(path))
        {
            throw new ModelLoadException($"The model folder has no {config.ModelFile} (looked for {path}); genai_config.json names it in model.decoder.filename.");
        }

        try
        {
            return new OrtSession(path, new OrtSessionOptions
            {
                IntraOpThreads = options.ResolveThreads(config.IntraOpThreads, ModelFiles.WeightBytes(path)),
                CudaDevice = options.CudaDevice,

                // Threads that spin while they wait take the processor from the other services of the machine.
                Entries = new Dictionary<string, string> { ["session.intra_op.allow_spinning"] = "0" },
            });
        }
        catch (OrtException exception)
        {
            throw new ModelLoadException($"ONNX Runtime cannot load {path}: {exception.Message}", exception);
        }
    }

    private void SetLength(int slot, int length)
    {
        var row = _mask.Span(slot * Capacity, Capacity);
        var current = _maskLengths[slot];
        if (length > current)
        {
            row[current..length].Fill(1);
        }
        else
        {
            row[length..current].Clear();
        }

        _maskLengths[slot] = length;
    }

    private IoBinding BindChunk(int slot, int length)
    {
        if (_chunkBindings[slot] is { } ready && ready.Length == length)
        {
            return ready.Binding;
        }

        var binding = _chunkBindings[slot]?.Binding ?? CreateBinding(slot, 1);
        BindIds(binding, _chunkIds, _chunkPositions, 1, length);
        BindLogits(binding, _chunkLogits, 1, _graph.HasPrunedLogits ? 1 : length);
        _chunkBindings[slot] = (binding, length);
        return binding;
    }

    private IoBinding CreateDecodeBinding(int count)
    {
        var binding = CreateBinding(0, count);
        BindIds(binding, _decodeIds, _decodePositions, count, 1);
        BindLogits(binding, _decodeLogits, count, 1);
        return binding;
    }

    private unsafe IoBinding CreateBinding(int firstSlot, int count)
    {
        var binding = new IoBinding(_session);
        using var mask = new OrtValue(_mask.Pointer + ((long)firstSlot * Capacity), (nuint)((long)count * Capacity * sizeof(long)), OrtElementType.Int64, [count, Capacity]);
        binding.BindInput(_graph.AttentionMask, mask);
        _cache.Bind(binding, _graph, firstSlot, count);
        return binding;
    }

    private unsafe void BindIds(IoBinding binding, NativeBuffer<long> ids, NativeBuffer<long> positions, int rows, int length)
    {
        var bytes = (nuint)rows * (nuint)length * sizeof(long);
        using var value = new OrtValue(ids.Pointer, bytes, OrtElementType.Int64, [rows, length]);
        binding.BindInput(_graph.InputIds, value);
        if (_graph.PositionIds is { } name)
        {
            using var place = new OrtValue(positions.Pointer, bytes, OrtElementType.Int64, [rows, length]);
            binding.BindInput(name, place);
        }
    }

    private unsafe void BindLogits(IoBinding binding, NativeBuffer<float> buffer, int rows, int length)
    {
        using var value = new OrtValue(buffer.Pointer, (nuint)rows * (nuint)length * (nuint)_vocabularySize * sizeof(float), OrtElementType.Float, [rows, length, _vocabularySize]);
        binding.BindOutput(_graph.Logits, value);
    }
}
