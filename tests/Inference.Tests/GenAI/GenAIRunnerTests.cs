using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Execution;
using Switchyard.Inference.GenAI;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Tests.Models;

namespace Switchyard.Inference.Tests.GenAI;

/// <summary>Run where the package is: <c>dotnet build tests/Inference.Tests -p:GenAIRunner=true</c>.</summary>
public sealed class GenAIRunnerTests
{
    private const int Pad = 272;

    private static readonly RunnerOptions s_options = new() { Execution = new ExecutionOptions { Slots = 2, PrefillChunkTokens = 16 } };

    [Theory]
    [InlineData("llama", "native")]
    [InlineData("no-gqa", "genai")]
    [InlineData("bert", "embedding")]
    public void Find_Folder_IsTheNativeRunnersIfItCan(string folder, string expected) =>
        Assert.Equal(expected, new RunnerRegistry([new NativeRunner(), new GenAIRunner(), new EmbeddingRunner()]).Find(SmallModel.Folder(folder), null).Name);

    // Float32 decoders of each family, greedy and sampled, more requests than slots and prompts of several chunks.
    [Theory]
    [InlineData("llama")]
    [InlineData("llama-position-ids")]
    [InlineData("llama-pruned")]
    [InlineData("qwen2")]
    [InlineData("qwen3")]
    [InlineData("phi3")]
    [InlineData("gemma")]
    [InlineData("mistral")]
    public async Task Load_Family_GivesTheTextOfTheNativeRunner(string folder)
    {
        var expected = await GenerateAsync(new NativeRunner(), folder);

        Assert.Equal(expected, await GenerateAsync(new GenAIRunner(), folder));
    }

    [Fact]
    public async Task Load_GraphWithoutGroupQueryAttention_IsTheSameInChunks()
    {
        await using var model = Load(new GenAIRunner(), SmallModel.Folder("no-gqa"));
        await using var whole = (InferenceModel)new GenAIRunner().Load(SmallModel.Folder("no-gqa"), new RunnerOptions { Execution = new ExecutionOptions { Slots = 1 } });

        Assert.Equal(
            await whole.GenerateAsync(SmallModel.Text, 20, new SamplingOptions()),
            await model.GenerateAsync(SmallModel.Text, 20, new SamplingOptions()));
    }

    [Fact]
    public async Task Generate_PromptOfPaddingAlone_IsRun()
    {
        await using var native = Load(new NativeRunner(), SmallModel.Folder("llama"));
        await using var model = Load(new GenAIRunner(), SmallModel.Folder("llama"));
        int[] prompt = [.. Enumerable.Repeat(Pad, 20)];

        Assert.Equal(await native.GenerateAsync(prompt, 10, new SamplingOptions()), await model.GenerateAsync(prompt, 10, new SamplingOptions()));
    }

    [Fact]
    public async Task Load_FolderWithoutASharedBuffer_IsServed()
    {
        using var folder = new SmallModelCopy("llama");
        folder.Replace("genai_config.json", "\"past_present_share_buffer\": true", "\"past_present_share_buffer\": false");
        var registry = new RunnerRegistry([new NativeRunner(), new GenAIRunner()]);
        var runner = registry.Find(folder.Path, null);
        await using var native = Load(new NativeRunner(), SmallModel.Folder("llama"));

        await using var model = Load(runner, folder.Path);

        Assert.Equal(("genai", 128), (runner.Name, model.ContextLength));
        Assert.Equal(new NativeRunner().Inspect(SmallModel.Folder("llama"), s_options), runner.Inspect(folder.Path, s_options));
        Assert.Equal(await native.GenerateAsync(SmallModel.Text, 20, new SamplingOptions()), await model.GenerateAsync(SmallModel.Text, 20, new SamplingOptions()));
    }

    [Fact]
    public async Task WarmUpAsync_Model_RunsAndForgets()
    {
        await using var model = Load(new GenAIRunner(), SmallModel.Folder("llama"));

        await model.WarmUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, model.Running);
    }

    [Fact]
    public void Load_TruncatedWeights_IsRefusedBeforeTheLibrarySeesThem()
    {
        using var folder = new SmallModelCopy("llama");
        folder.Cut("model.onnx.data", 1000);

        Assert.StartsWith("The weight '", Assert.Throws<ModelLoadException>(() => { Load(new GenAIRunner(), folder.Path); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_GraphTheLibraryRefuses_SaysWhy()
    {
        using var folder = new SmallModelCopy("llama");
        folder.ReplaceBytes("model.onnx", "SimplifiedLayerNormalization"u8, "SimplifiedLayerNormalizatioX"u8);

        Assert.StartsWith($"ONNX Runtime GenAI cannot load {folder["model.onnx"]}: ", Assert.Throws<ModelLoadException>(() => { Load(new GenAIRunner(), folder.Path); }).Message, StringComparison.Ordinal);
    }

    private static async Task<string[]> GenerateAsync(IModelRunner runner, string folder)
    {
        await using var model = Load(runner, SmallModel.Folder(folder));
        return await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            model.GenerateAsync(SmallModel.Text[..(3 + (i * 9))], 12 + i, new SamplingOptions { Temperature = i % 2, Seed = i })));
    }

    private static InferenceModel Load(IModelRunner runner, string folder) => (InferenceModel)runner.Load(folder, s_options);
}
