using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tests.Scheduling;

namespace Switchyard.Inference.Tests.Execution;

public sealed class SequenceExecutorTests : IDisposable
{
    private static readonly ExecutionOptions s_execution = new() { Slots = 3, PrefillChunkTokens = 16 };

    private readonly SmallDecoder _decoder = new();
    private readonly NativeSequenceModel _model;
    private readonly SequenceExecutor _executor;

    public SequenceExecutorTests()
    {
        var config = GenAIConfig.Read(_decoder.Path);
        _model = new NativeSequenceModel(_decoder.Path, config, s_execution);
        _executor = new SequenceExecutor(_model, config, s_execution);
    }

    public void Dispose()
    {
        _executor.Dispose();
        _decoder.Dispose();
    }

    [Fact]
    public void Decode_IdleRows_RunNothing()
    {
        var first = _executor.Prefill(0, [5, 6, 7], 0).ToArray();
        _executor.Prefill(1, [8, 9], 0);
        _executor.SetIdle(0, 3);
        _executor.SetDecode(1, 10, 2);
        _executor.SetIdle(2, 0);

        _executor.Decode(3);

        Assert.Equal(2, _model.Alive);
        Assert.Equal(first, _executor.Logits(0).ToArray());
    }

    [Fact]
    public void Prefill_FromTheStart_BeginsAnew()
    {
        var first = _executor.Prefill(0, [5, 6, 7], 0).ToArray();
        _executor.Prefill(0, [9, 9], 3);

        Assert.Equal(first, _executor.Prefill(0, [5, 6, 7], 0).ToArray());
        Assert.Equal(1, _model.Alive);
    }

    [Fact]
    public void Move_Sequence_GoesOnInTheOtherSlot()
    {
        _executor.Prefill(0, [5, 6, 7], 0);
        _executor.SetDecode(0, 8, 3);
        _executor.Decode(1);
        var expected = _executor.Logits(0).ToArray();
        _executor.Prefill(2, [5, 6, 7], 0);

        _executor.Move(2, 0, 3);
        _executor.SetDecode(0, 8, 3);
        _executor.Decode(1);

        Assert.Equal(expected, _executor.Logits(0).ToArray());
        Assert.Equal(1, _model.Alive);
    }

    [Fact]
    public void Return_Slot_EndsItsSequence()
    {
        _executor.Prefill(1, [5], 0);

        _executor.Return(1);
        _executor.Return(2);

        Assert.Equal(0, _model.Alive);
    }

    [Fact]
    public void Dispose_EndsSequencesBeforeTheModel()
    {
        _executor.Prefill(0, [5], 0);
        _executor.Prefill(2, [6], 0);

        _executor.Dispose();

        Assert.Equal((0, true), (_model.Alive, _model.IsDisposed));
    }

    // Prompts of several chunks, more requests than slots, one that is sampled: the same tokens as from the runner that batches.
    [Fact]
    public async Task Engine_OverSequences_GivesTheTextOfTheBatch()
    {
        await using var batched = new SmallEngine(s_execution, new SchedulingOptions());
        await using var engine = new InferenceEngine(_executor, batched.Tokenizer, new HashSet<int>(), new SchedulingOptions());

        var expected = await GenerateAsync(batched.Engine);
        var actual = await GenerateAsync(engine);

        Assert.Equal(expected, actual);
    }

    private static async Task<string[]> GenerateAsync(InferenceEngine engine)
    {
        var generations = new List<Generation>();
        for (var i = 0; i < 7; i++)
        {
            var sampling = new SamplingOptions { Temperature = i % 2, Seed = i };
            var request = new GenerationRequest { Prompt = SmallEngine.Prompt(5 + (i * 9), seed: i), MaxTokens = 6 + i, Sampling = sampling };
            Assert.True(engine.TrySubmit(request, out var generation, TestContext.Current.CancellationToken));
            generations.Add(generation);
        }

        return await Task.WhenAll(generations.Select(generation => generation.ReadTextAsync()));
    }
}
