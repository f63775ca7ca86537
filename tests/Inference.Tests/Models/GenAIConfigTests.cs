using Switchyard.Inference.Models;
using Switchyard.Tests.Common.Models;

namespace Switchyard.Inference.Tests.Models;

public sealed class GenAIConfigTests
{
    [Fact]
    public void Read_Pocket_GivesItsShape()
    {
        var config = GenAIConfig.Read(PocketModel.Folder);

        Assert.Equal(("llama", "model.onnx", 1024, 2048), (config.ModelType, config.ModelFile, config.ContextLength, config.VocabularySize));
        Assert.Equal((5, 4, 32, 2041), (config.LayerCount, config.KeyValueHeads, config.HeadSize, config.BeginOfTextId));
        Assert.Equal([2043, 2041], config.EndOfTextIds);
    }

    [Theory]
    [InlineData("\"do_sample\": true, \"temperature\": 0.6, \"top_k\": 20, \"top_p\": 0.95, \"repetition_penalty\": 1.1", 0.6f, 20, 0.95f, 1.1f)]
    [InlineData("\"do_sample\": true", 1f, 0, 1f, 1f)]
    [InlineData("\"do_sample\": false, \"temperature\": 0.6, \"top_k\": 20, \"top_p\": 0.95, \"repetition_penalty\": 1.1", 0f, 0, 1f, 1.1f)]
    [InlineData("", 0f, 0, 1f, 1f)]
    public void Read_Sampling_IsTheFoldersWhenItSamples(string search, float temperature, int topK, float topP, float penalty)
    {
        using var document = System.Text.Json.JsonDocument.Parse("{" + search + "}");

        Assert.Equal(
            new SamplingDefaults { Temperature = temperature, TopK = topK, TopP = topP, RepetitionPenalty = penalty },
            SamplingDefaults.Read("genai_config.json", document.RootElement));
    }

    [Theory]
    [InlineData("temperature", "-1")]
    [InlineData("top_k", "1.5")]
    [InlineData("top_p", "2")]
    [InlineData("repetition_penalty", "\"high\"")]
    public void Read_SamplingOutOfRange_NamesTheMember(string name, string value)
    {
        using var document = System.Text.Json.JsonDocument.Parse($"{{\"do_sample\": true, \"{name}\": {value}}}");

        var exception = Assert.Throws<ModelLoadException>(() => SamplingDefaults.Read("genai_config.json", document.RootElement));

        Assert.Contains($"'search.{name}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Threads_AreTheFolders()
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("genai_config.json", "\"provider_options\": []", "\"intra_op_num_threads\": 3, \"provider_options\": []");

        Assert.Equal(3, GenAIConfig.Read(folder.Path).IntraOpThreads);
    }

    [Fact]
    public void LayerName_Pattern_TakesTheLayer() => Assert.Equal("past_key_values.12.key", GenAIConfig.LayerName("past_key_values.%d.key", 12));
}
