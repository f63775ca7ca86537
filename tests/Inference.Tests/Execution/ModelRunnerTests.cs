using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Tests.Execution;

public sealed class ModelRunnerTests : IDisposable
{
    // Whole prompts and single tokens use other kernels on a model quantized to int8; the reference measured up to 0.08.
    private const float Tolerance = 0.5f;

    private static readonly int[] s_prompt = GoldenTurn.All[0].PromptIds;
    private readonly ModelRunner _runner = new(PocketModel.Folder, GenAIConfig.Read(PocketModel.Folder), new ExecutionOptions { Slots = 3, PrefillChunkTokens = 64 });

    public void Dispose() => _runner.Dispose();

    [Fact]
    public void Prefill_InAnySlot_GivesTheSameLogits()
    {
        var first = Prefill(0);

        Assert.Equal(first, Prefill(2));
    }

    [Fact]
    public void Prefill_InASlotUsedBefore_GivesTheSameLogits()
    {
        var first = Prefill(1);
        _runner.Prefill(1, [5, 6, 7], 0);

        Assert.Equal(first, Prefill(1));
    }

    [Fact]
    public void Prefill_InChunks_GivesNearlyTheSameLogits()
    {
        var whole = Prefill(0);
        _runner.Prefill(1, s_prompt.AsSpan(0, 10), 0);

        AssertNear(whole, _runner.Prefill(1, s_prompt.AsSpan(10), 10).ToArray());
    }

    [Fact]
    public void Decode_TokenByToken_GivesNearlyTheSameLogits()
    {
        var whole = Prefill(0);
        for (var i = 0; i < s_prompt.Length; i++)
        {
            _runner.SetDecode(0, s_prompt[i], i);
            _runner.Decode(1);
        }

        AssertNear(whole, _runner.Logits(0).ToArray());
    }

    [Fact]
    public void Decode_BesideOtherRows_GivesExactlyTheSameLogits()
    {
        Prefill(0);
        _runner.SetDecode(0, 10, s_prompt.Length);
        _runner.Decode(1);
        var alone = _runner.Logits(0).ToArray();
        _runner.Prefill(1, s_prompt.AsSpan(0, 7), 0);

        _runner.SetDecode(0, 10, s_prompt.Length);
        _runner.SetDecode(1, 20, 7);
        _runner.SetDecode(2, 0, 0);
        _runner.Decode(3);

        Assert.Equal(alone, _runner.Logits(0).ToArray());
    }

    [Fact]
    public void Prefill_TokenOutsideTheVocabulary_IsAnErrorAndTheNextRunIsRight()
    {
        var expected = Prefill(0);

        Assert.Throws<OrtException>(() => { _runner.Prefill(0, [1, 99_999], 0); });

        Assert.Equal(expected, Prefill(0));
    }

    private float[] Prefill(int slot) => _runner.Prefill(slot, s_prompt, 0).ToArray();

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.AsSpan().IndexOf(expected.Max()), actual.AsSpan().IndexOf(actual.Max()));
        Assert.InRange(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), 0, Tolerance);
    }
}
