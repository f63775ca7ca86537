using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.Inference.Tests.Models;

/// <summary>Each family's graph through the engine's two kinds of run, against the same text in one run without a past.</summary>
public sealed class DecoderFamilyTests
{
    private const float Exact = 1e-4f;

    // Integer products of activations that were rounded at other places; logits spread over about 4.
    private const float Quantized = 0.25f;

    private const int PromptLength = 17;

    public static TheoryData<string, float> Families => new()
    {
        { "llama", Exact },
        { "llama-position-ids", Exact },
        { "llama-int4", Quantized },
        { "llama-int8", Quantized },
        { "llama-pruned", Quantized },
        { "llama-int8-cache", Quantized },
        { "qwen2", Exact },
        { "qwen3", Exact },
        { "phi3", Exact },
        { "gemma", Exact },
        { "mistral", Exact },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Decode_AfterAPrefill_EqualsOneRunOfTheWholeText(string name, float tolerance)
    {
        using var runner = SmallModel.CreateRunner(name);
        runner.Prefill(0, SmallModel.Text.AsSpan(0, PromptLength), 0);
        for (var length = PromptLength + 1; length <= SmallModel.Text.Length; length++)
        {
            runner.SetDecode(0, SmallModel.Text[length - 1], length - 1);
            runner.Decode(1);
            var decoded = runner.Logits(0).ToArray();

            AssertNear(runner.Prefill(1, SmallModel.Text.AsSpan(0, length), 0), decoded, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Prefill_InChunks_EqualsOneRun(string name, float tolerance)
    {
        using var runner = SmallModel.CreateRunner(name);
        var whole = runner.Prefill(0, SmallModel.Text, 0).ToArray();
        runner.Prefill(1, SmallModel.Text.AsSpan(0, 9), 0);
        runner.Prefill(1, SmallModel.Text.AsSpan(9, 20), 9);

        AssertNear(runner.Prefill(1, SmallModel.Text.AsSpan(29), 29), whole, tolerance);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Decode_RaggedRows_EqualTheRowsAlone(string name, float tolerance)
    {
        _ = tolerance;
        int[] lengths = [5, 30, 12];
        using var runner = SmallModel.CreateRunner(name);
        var alone = lengths.Select(length => DecodeAlone(runner, length)).ToArray();
        for (var slot = 0; slot < lengths.Length; slot++)
        {
            runner.Prefill(slot, SmallModel.Text.AsSpan(0, lengths[slot]), 0);
            runner.SetDecode(slot, SmallModel.Text[lengths[slot]], lengths[slot]);
        }

        runner.Decode(lengths.Length);

        for (var slot = 0; slot < lengths.Length; slot++)
        {
            AssertNear(alone[slot], runner.Logits(slot), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Load_ThroughTheRegistry_WarmsUp(string name, float tolerance)
    {
        _ = tolerance;
        var runner = new RunnerRegistry([new NativeRunner()]).Find(SmallModel.Folder(name), null);
        var options = new RunnerOptions { Execution = new ExecutionOptions { Slots = 2 }, Scheduling = new SchedulingOptions() };

        await using var model = runner.Load(SmallModel.Folder(name), options);
        await model.WarmUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal((128, 2, name), (model.ContextLength, model.Slots, model.Manifest.Name));
    }

    // The window is what makes this model another one: without it, the first tokens would still be seen.
    [Fact]
    public void Mistral_TokensBeforeTheWindow_AreNotSeen()
    {
        // Two layers of 8 look back 14 tokens at most.
        using var runner = SmallModel.CreateRunner("mistral");
        var text = runner.Prefill(0, SmallModel.Text, 0).ToArray();

        Assert.Equal(text, runner.Prefill(1, [.. SmallModel.Text[..10].Reverse(), .. SmallModel.Text[10..]], 0).ToArray());
        Assert.NotEqual(text, runner.Prefill(1, [.. SmallModel.Text[..^1].Reverse(), SmallModel.Text[^1]], 0).ToArray());
    }

    [Fact]
    public void Llama_Forward_EqualsAnIndependentOne()
    {
        using var runner = SmallModel.CreateRunner("llama");
        var reference = new ReferenceLlama(SmallModel.Folder("llama"));

        AssertNear(reference.Forward(SmallModel.Text), runner.Prefill(0, SmallModel.Text, 0), Exact);
    }

    private static float[] DecodeAlone(ModelRunner runner, int length)
    {
        runner.Prefill(0, SmallModel.Text.AsSpan(0, length), 0);
        runner.SetDecode(0, SmallModel.Text[length], length);
        runner.Decode(1);
        return runner.Logits(0).ToArray();
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = 0f;
        for (var i = 0; i < expected.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(expected[i] - actual[i]));
        }

        Assert.InRange(worst, 0, tolerance);
    }
}
