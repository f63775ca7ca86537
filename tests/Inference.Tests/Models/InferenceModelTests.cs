using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Native;
using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;
using Switchyard.Tests.Common.Models;

namespace Switchyard.Inference.Tests.Models;

public sealed class InferenceModelTests
{
    [Fact]
    public async Task Load_Pocket_ReadsWhatTheFolderSays()
    {
        await using var model = PocketModel.Load(new ExecutionOptions(), new SchedulingOptions());

        Assert.Equal(("pocket", true, 600), (model.Manifest.Name, model.Manifest.Demo, model.Manifest.RecommendedPromptTokens));
        Assert.Equal((1024, 0f, 2048), (model.ContextLength, model.SamplingDefaults.Temperature, model.Tokenizer.Count));
        Assert.Equal("1.30.0", OrtApi.LibraryVersion);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(8192, 1024)]
    public async Task Load_ContextLength_IsTheShorterOfTheFoldersAndTheOptions(int option, int expected)
    {
        await using var model = PocketModel.Load(new ExecutionOptions { ContextLength = option, Slots = 1 }, new SchedulingOptions());

        Assert.Equal(expected, model.ContextLength);
        Assert.True(model.Engine.TrySubmit(new GenerationRequest { Prompt = [5, 6, 7], MaxTokens = null, Sampling = new SamplingOptions() }, out var generation, TestContext.Current.CancellationToken));
        await generation.ReadTextAsync();
        Assert.InRange(generation.CompletionTokens, 1, expected - 3);
    }

    [Fact]
    public void Load_MoreMemoryThanThereIs_NamesTheSettings()
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("genai_config.json", "\"context_length\": 1024", "\"context_length\": 2147483647");

        var exception = Assert.Throws<ModelLoadException>(() => { _ = InferenceModel.Load(folder.Path, new ExecutionOptions { ContextLength = int.MaxValue, Slots = 1024 }, new SchedulingOptions()); });

        Assert.Equal(
            $"The model in {folder.Path} does not fit into this machine's memory with 1024 slots of 2147483647 tokens. Lower Models:ContextLength or Models:Slots.", exception.Message);
    }

    [Fact]
    public void Load_FolderWithoutAManifest_TakesTheFoldersName()
    {
        using var folder = new ModelFolderCopy();
        folder.Delete("switchyard.json");

        Assert.Equal(new ModelManifest { Name = Path.GetFileName(folder.Path) }, ModelManifest.Read(folder.Path));
    }

    [Theory]
    [InlineData("genai_config.json")]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("model.onnx")]
    public void Load_MissingFile_NamesTheFile(string file)
    {
        using var folder = new ModelFolderCopy();
        folder.Delete(file);

        Assert.StartsWith($"The model folder has no {file} (looked for {Path.Combine(folder.Path, file)})", Load(folder.Path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFolder_NamesTheSetting() =>
        Assert.Equal("The model folder /nowhere/at/all does not exist. Correct Models:Folders.", Load("/nowhere/at/all").Message);

    [Theory]
    [InlineData("\"vocab_size\": 2048", "\"vocab_size\": 0", "'vocab_size' must be a whole number above 0.")]
    [InlineData("\"num_hidden_layers\": 5", "\"num_hidden_layers\": \"5\"", "'num_hidden_layers' must be a whole number above 0.")]
    [InlineData("\"past_present_share_buffer\": true", "\"past_present_share_buffer\": false", "search.past_present_share_buffer must be true. Export the model for a shared key/value buffer (GroupQueryAttention). As it is, the runner 'genai' of the full package profile runs it (-p:Feed=full).")]
    [InlineData("\"filename\": \"model.onnx\"", "\"filename\": \"../model.onnx\"", "model.decoder.filename '../model.onnx' must be a file inside the model folder, not a path or a link that leaves it.")]
    [InlineData("\"decoder\"", "\"encoder\"", "'model.encoder' belongs to a kind of model that is not served; decoders of text are.")]
    [InlineData("\"decoder\"", "\"draft\"", "'model.decoder' is missing.")]
    public void Load_BadConfiguration_SaysWhatToChange(string old, string with, string problem)
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("genai_config.json", old, with);

        Assert.Equal($"{Path.Combine(folder.Path, "genai_config.json")}: {problem}", Load(folder.Path).Message);
    }

    [Theory]
    [InlineData("\"num_hidden_layers\": 5", "\"num_hidden_layers\": 6", "The model's graph has no 'past_key_values.5.key', which genai_config.json names.")]
    [InlineData("\"num_hidden_layers\": 5", "\"num_hidden_layers\": 4", "The model's graph asks for the input 'past_key_values.4.key', which is not served. Export it as a decoder with GroupQueryAttention (the default for the CPU).")]
    [InlineData("\"head_size\": 32", "\"head_size\": 64", "but genai_config.json says 4 heads of size 64.")]
    public void Load_ConfigurationThatDoesNotFitTheGraph_SaysWhere(string old, string with, string problem)
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("genai_config.json", old, with);

        Assert.EndsWith(problem, Load(folder.Path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BrokenModelFile_NamesTheFile()
    {
        using var folder = new ModelFolderCopy();
        folder.Write("model.onnx", "this is no model");

        var exception = Load(folder.Path);

        Assert.StartsWith($"The file {Path.Combine(folder.Path, "model.onnx")} is not a whole ONNX model: it ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BrokenJson_NamesTheFile()
    {
        using var folder = new ModelFolderCopy();
        folder.Write("genai_config.json", "{");

        Assert.StartsWith($"The file {Path.Combine(folder.Path, "genai_config.json")} is not valid JSON", Load(folder.Path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OrtLibrary_Locate_NamesThePlatformsFile() =>
        Assert.EndsWith(Path.Combine("native", OperatingSystem.IsMacOS() ? "libonnxruntime.1.dylib" : OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime.so.1"), OrtLibrary.Locate("/base"), StringComparison.Ordinal);

    private static ModelLoadException Load(string folder) =>
        Assert.Throws<ModelLoadException>(() => { _ = InferenceModel.Load(folder, new ExecutionOptions(), new SchedulingOptions()); });
}
