using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Models;

public sealed class RunnerRegistryTests
{
    private readonly RunnerRegistry _registry = new([new NativeRunner(), new EmbeddingRunner()]);

    [Theory]
    [InlineData("llama", null, "native")]
    [InlineData("llama", "", "native")]
    [InlineData("bert", null, "embedding")]
    [InlineData("llama", "EMBEDDING", "embedding")]
    [InlineData("nothing", null, "native")]
    public void Find_Folder_IsRunByWhatIsNamedOrFits(string folder, string? name, string expected) =>
        Assert.Equal(expected, _registry.Find(SmallModel.Folder(folder), name).Name);

    [Fact]
    public void Find_UnknownName_ListsTheRunners() =>
        Assert.Equal(
            "There is no runner 'gguf'; there are native, embedding. Correct Models:Runner.",
            Assert.Throws<ModelLoadException>(() => { _registry.Find(SmallModel.Folder("llama"), "gguf"); }).Message);

    // What nobody could load stays with the native runner, whose message says what is wrong.
    [Theory]
    [InlineData("\"past_present_share_buffer\": true", "\"past_present_share_buffer\": false", "next")]
    [InlineData("\"head_size\"", "\"sliding_window\": {\"window_size\": 8}, \"head_size\"", "next")]
    [InlineData("\"head_size\"", "\"layer_types\": [\"conv\"], \"head_size\"", "next")]
    [InlineData("\"head_size\"", "\"pipeline\": [], \"head_size\"", "native")]
    [InlineData("\"filename\": \"model.onnx\"", "\"filename\": \"other.onnx\"", "native")]
    [InlineData("{", "", "native")]
    public void Find_FolderTheEngineCannotRun_IsLeftToTheNext(string old, string with, string expected)
    {
        using var folder = new SmallModelCopy("llama");
        folder.Replace("genai_config.json", old, with);
        var registry = new RunnerRegistry([new NativeRunner(), new AnyDecoderRunner()]);

        Assert.Equal(expected, registry.Find(folder.Path, null).Name);
        Assert.Equal("native", _registry.Find(folder.Path, null).Name);
    }

    [Fact]
    public void Find_GraphTheEngineCannotRun_IsLeftToTheNext() =>
        Assert.Equal("next", new RunnerRegistry([new NativeRunner(), new AnyDecoderRunner()]).Find(SmallModel.Folder("no-gqa"), null).Name);
}
