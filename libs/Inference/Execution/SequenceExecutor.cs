using Switchyard.Inference.Models;

namespace Switchyard.Inference.Execution;

/// <summary>
/// Slots over a model that runs each sequence by itself. A step costs one run for every sequence that generates, and nothing is shared
/// between them; a sequence's memory is taken when its prompt begins.
/// </summary>
internal sealed class SequenceExecutor : IModelExecutor
{
    private const int Idle = -1;

    private readonly ISequenceModel _model;
    private readonly ISequenceRun?[] _sequences;
    private readonly int[] _tokens;
    private readonly float[] _logits;

    public SequenceExecutor(ISequenceModel model, GenAIConfig config, ExecutionOptions options)
    {
        _model = model;
        Slots = options.Slots;
        Capacity = config.ContextLength;
        ChunkLength = Math.Clamp(options.PrefillChunkTokens, 1, Math.Max(1, Capacity - 1));
        VocabularySize = config.VocabularySize;
        _sequences = new ISequenceRun?[Slots];
        _tokens = new int[Slots];
        _logits = new float[checked(Slots * VocabularySize)];
    }

    public int Slots { get; }

    public int Capacity { get; }

    public int ChunkLength { get; }

    public int VocabularySize { get; }

    public bool HasAllLogits => false;

    public KeyValueCache? Cache => null;

    public Span<float> Prefill(int slot, ReadOnlySpan<int> tokens, int past)
    {
        if (past == 0)
        {
            Return(slot);
            _sequences[slot] = _model.Start();
        }

        var logits = Logits(slot);
        _sequences[slot]!.Append(tokens, logits);
        return logits;
    }

    public ReadOnlySpan<float> ChunkLogits(int index) => throw new NotSupportedException("A sequence gives the logits of its last token alone.");

    public void SetDecode(int slot, int token, int position) => _tokens[slot] = token;

    public void SetIdle(int slot, int position) => _tokens[slot] = Idle;

    public void Decode(int count)
    {
        for (var slot = 0; slot < count; slot++)
        {
            if (_tokens[slot] != Idle)
            {
                _sequences[slot]!.Append(_tokens.AsSpan(slot, 1), Logits(slot));
            }
        }
    }

    public Span<float> Logits(int slot) => _logits.AsSpan(slot * VocabularySize, VocabularySize);

    public void Move(int from, int to, int count)
    {
        Return(to);
        (_sequences[from], _sequences[to]) = (null, _sequences[from]);
    }

    public void Return(int slot)
    {
        _sequences[slot]?.Dispose();
        _sequences[slot] = null;
    }

    public void Dispose()
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            Return(slot);
        }

        _model.Dispose();
    }
}
