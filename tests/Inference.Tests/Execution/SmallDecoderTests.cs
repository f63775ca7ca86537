using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;

namespace Switchyard.Inference.Tests.Execution;

public sealed class SmallDecoderTests
{
    private static readonly int[] s_prompt = GoldenTurn.All[3].PromptIds;

    [Theory]
    [InlineData(false, 1e-4f)]
    [InlineData(true, 0.5f)]
    public void Prefill_InChunksOrTokenByToken_GivesTheSameLogits(bool quantizesKeyValues, float tolerance)
    {
        using var decoder = new SmallDecoder(quantizesKeyValues);
        using var runner = Open(decoder);
        var whole = runner.Prefill(0, s_prompt, 0).ToArray();

        runner.Prefill(1, s_prompt.AsSpan(0, 9), 0);
        AssertNear(whole, runner.Prefill(1, s_prompt.AsSpan(9), 9), tolerance);

        for (var i = 0; i < s_prompt.Length; i++)
        {
            runner.SetDecode(0, s_prompt[i], i);
            runner.Decode(1);
        }

        AssertNear(whole, runner.Logits(0), tolerance);
    }

    [Theory]
    [InlineData(false, OrtElementType.Float, 512)]
    [InlineData(true, OrtElementType.Int8, 128)]
    public void Cache_TakesTheGraphsElementType(bool quantizesKeyValues, object type, long positionBytes)
    {
        using var decoder = new SmallDecoder(quantizesKeyValues);
        using var runner = Open(decoder);

        Assert.Equal((OrtElementType)type, runner.Cache.Layout.ElementType);
        Assert.Equal(positionBytes, runner.Cache.Layout.PositionBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Move_ASequence_GoesOnExactlyAsBefore(bool quantizesKeyValues)
    {
        using var decoder = new SmallDecoder(quantizesKeyValues);
        using var runner = Open(decoder);
        runner.Prefill(1, s_prompt, 0);
        runner.SetDecode(0, 0, 0);
        runner.SetDecode(1, 77, s_prompt.Length);
        runner.Decode(2);
        var expected = runner.Logits(1).ToArray();

        runner.Cache.Move(1, 0, s_prompt.Length);
        runner.SetDecode(0, 77, s_prompt.Length);
        runner.Decode(1);

        Assert.Equal(expected, runner.Logits(0).ToArray());
    }

    private static ModelRunner Open(SmallDecoder decoder) => new(decoder.Path, GenAIConfig.Read(decoder.Path), new ExecutionOptions { Slots = 3, PrefillChunkTokens = 256 });

    private static void AssertNear(float[] expected, ReadOnlySpan<float> actual, float tolerance)
    {
        var largest = 0f;
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        }

        Assert.InRange(largest, 0, tolerance);
    }
}
