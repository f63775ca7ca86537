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
}
