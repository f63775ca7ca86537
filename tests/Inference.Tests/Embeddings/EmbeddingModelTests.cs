using Switchyard.Inference.Embeddings;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;
using Switchyard.Inference.Tests.Models;

namespace Switchyard.Inference.Tests.Embeddings;

public sealed class EmbeddingModelTests
{
    private const int Cls = 272;
    private const int Sep = 273;
    private static readonly string[] s_texts = ["the cat", "a much longer text that has many more tokens", "x", "the cat"];

    [Fact]
    public async Task Embed_Batch_EqualsEachTextAlone()
    {
        await using var model = Load("bert");
        var alone = new List<float[]>();
        foreach (var text in s_texts)
        {
            alone.AddRange((await EmbedAsync(model, text)).Vectors);
        }

        var batch = await EmbedAsync(model, s_texts);

        for (var i = 0; i < s_texts.Length; i++)
        {
            AssertNear(alone[i], batch.Vectors[i]);
        }

        Assert.Equal(batch.Vectors[0], batch.Vectors[3]);
        Assert.Equal(1, batch.Vectors[1].Sum(value => value * value), 1e-5);
        Assert.Equal((32, 64, 275), (model.Dimensions, model.ContextLength, model.VocabularySize));
    }

    [Fact]
    public async Task Embed_Tokens_EqualTheirText()
    {
        await using var model = Load("bert");

        var ofText = await EmbedAsync(model, "xyz");
        var ofTokens = await model.EmbedAsync([EmbeddingInput.OfTokens(Tokens("xyz"))], null, TestContext.Current.CancellationToken);

        Assert.Equal(ofText.Vectors[0], ofTokens.Vectors[0]);
        Assert.Equal(Tokens("xyz").Length + 2, ofTokens.Tokens);
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("cls")]
    [InlineData("last")]
    public async Task Embed_Pooling_IsThatOfTheTokensVectors(string pooling)
    {
        using var folder = new SmallModelCopy("bert");
        File.WriteAllText(folder["switchyard.json"], $$$"""{"embedding":{"pooling":"{{{pooling}}}","normalize":false}}""");
        int[] row = [Cls, 99, 97, 116, Sep];
        using var graph = new EncoderGraph(folder["model.onnx"], new() { IntraOpThreads = 1, Entries = new Dictionary<string, string>() });

        await using var model = EmbeddingModel.Load(folder.Path, new RunnerOptions());
        var vector = (await model.EmbedAsync([EmbeddingInput.OfTokens(row[1..^1])], null, TestContext.Current.CancellationToken)).Vectors[0];

        var results = new float[1][];
        graph.Run([row], results, Enum.Parse<PoolingMode>(pooling, ignoreCase: true));
        Assert.Equal(results[0], vector);
        Assert.NotEqual(1, vector.Sum(value => value * value), 1e-3);
    }

    [Fact]
    public void Pooling_Modes_AreWhatTheirNamesSay()
    {
        float[] states = [1, 2, 3, 4, 5, 9];
        var output = new float[2];

        Pooling.Apply(states, output, PoolingMode.Cls);
        Assert.Equal([1, 2], output);
        Pooling.Apply(states, output, PoolingMode.Last);
        Assert.Equal([5, 9], output);
        Pooling.Apply(states, output, PoolingMode.Mean);
        Assert.Equal([3, 5], output);
    }

    [Fact]
    public async Task Embed_LongText_IsRefusedOrCutWithItsFrame()
    {
        await using var model = Load("bert");
        var tokens = Enumerable.Repeat(97, 63).ToArray();

        var exception = await Assert.ThrowsAsync<InputTooLongException>(() => model.EmbedAsync([EmbeddingInput.OfText("b"), EmbeddingInput.OfTokens(tokens)], null, TestContext.Current.CancellationToken));
        var cut = await model.EmbedAsync([EmbeddingInput.OfTokens(tokens)], 64, TestContext.Current.CancellationToken);
        var whole = await model.EmbedAsync([EmbeddingInput.OfTokens(tokens[..62])], null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 65, 64), (exception.Index, exception.Tokens, exception.Limit));
        Assert.Equal(whole.Vectors[0], cut.Vectors[0]);
        Assert.Equal(64, cut.Tokens);
    }

    [Fact]
    public async Task Embed_ManyRequestsAtOnce_GetTheirOwnVectors()
    {
        await using var model = Load("bert");
        var expected = await Task.WhenAll(s_texts.Select(async text => (await EmbedAsync(model, text)).Vectors[0]));

        var all = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => EmbedAsync(model, s_texts[i % 4]))));

        for (var i = 0; i < all.Length; i++)
        {
            Assert.Equal(expected[i % 4], all[i].Vectors[0]);
        }
    }

    [Fact]
    public async Task Dispose_ThenEmbed_SaysItIsUnloaded()
    {
        var model = Load("bert");
        await model.WarmUpAsync(TestContext.Current.CancellationToken);
        await model.DisposeAsync();
        await model.DisposeAsync();

        await Assert.ThrowsAsync<EngineUnavailableException>(() => EmbedAsync(model, "x"));
    }

    [Theory]
    [InlineData("modules.json", "Normalize", "Dense", "the module 'Dense' is not served")]
    [InlineData("modules.json", "1_Pooling", "../1_Pooling", "must be a file inside the model folder")]
    [InlineData("1_Pooling/config.json", "\"pooling_mode_cls_token\": false", "\"pooling_mode_max_tokens\": true", "several pooling modes")]
    [InlineData("1_Pooling/config.json", "\"pooling_mode_mean_tokens\"", "\"pooling_mode_max_tokens\"", "the pooling 'max_tokens' is not served")]
    [InlineData("config.json", "\"max_position_embeddings\": 64", "\"max_position_embeddings\": 2", "the tokens around each input are 2")]
    [InlineData("config.json", "\"max_position_embeddings\": 64", "\"max_position_embeddings\": 0", "must be above 0")]
    [InlineData("tokenizer.json", "\"[SEP]\",\n     \"type_id\"", "\"[EOS]\",\n     \"type_id\"", "\"[EOS]\" is refused: there is no such token.")]
    public void Load_BadFolder_SaysWhatIsWrong(string file, string old, string with, string problem)
    {
        using var folder = new SmallModelCopy("bert");
        folder.Replace(file, old, with);

        Assert.Contains(problem, Assert.Throws<ModelLoadException>(() => { EmbeddingModel.Load(folder.Path, new RunnerOptions()); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Decoder_IsNoEncoder() =>
        Assert.Contains("asks for the input 'past_key_values.0.key'", Assert.Throws<ModelLoadException>(() => { EmbeddingModel.Load(SmallModel.Folder("qwen2"), new RunnerOptions()); }).Message, StringComparison.Ordinal);

    private static EmbeddingModel Load(string name) => EmbeddingModel.Load(SmallModel.Folder(name), new RunnerOptions());

    private static int[] Tokens(string text) => [.. text.Select(c => (int)c)];

    private static Task<EmbeddingResult> EmbedAsync(EmbeddingModel model, params string[] texts) =>
        model.EmbedAsync([.. texts.Select(EmbeddingInput.OfText)], null, TestContext.Current.CancellationToken);

    private static void AssertNear(float[] expected, float[] actual) =>
        Assert.InRange(expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1e-5f);
}
