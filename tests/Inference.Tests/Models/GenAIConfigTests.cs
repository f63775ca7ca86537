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
    [InlineData("\"do_sample\": false", "\"do_sample\": true", 1f)]
    [InlineData("\"temperature\": 1.0", "\"temperature\": 0.6", 0f)]
    public void Read_DefaultTemperature_IsTheFoldersWhenItSamples(string old, string with, float expected)
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("genai_config.json", old, with);

        Assert.Equal(expected, GenAIConfig.Read(folder.Path).DefaultTemperature);
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
