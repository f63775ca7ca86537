using Switchyard.Inference.Embeddings;

namespace Switchyard.Inference.Tests.Embeddings;

public sealed class LexicalEmbedderTests
{
    private const ulong ExpectedBits = 9238472802607566406;

    // Each: a text, one of the same topic, and one of another topic that shares small words with it.
    private static readonly (string Text, string Near, string Far)[] s_table =
    [
        ("How do I reset my password?", "I forgot the password, how can it be reset", "How do I cook rice?"),
        ("The router retries failed requests", "Requests that failed are retried by the router", "The garden has many flowers"),
        ("install the package with npm", "npm package installation", "walk the dog in the park"),
        ("What is the capital of France?", "Paris is France's capital", "What is the weight of an elephant?"),
        ("database connection timeout", "the connection to the database timed out", "banana bread recipe"),
        ("Deploying services to Kubernetes", "Kubernetes deployment of a service", "Planting trees along rivers"),
        ("Wie melde ich mich beim Server an?", "Anmeldung am Server", "Wie backe ich einen Kuchen?"),
        ("неверный пароль пользователя", "пользователь ввёл неверные пароли", "вкусный яблочный пирог"),
        ("memory leak in the scheduler", "the scheduler leaks memory", "a poem about the summer sea"),
        ("invoice for March is overdue", "overdue invoices", "march through the mountains for fun"),
        ("機械学習モデルの読み込み", "機械学習モデル", "今日の天気は晴れです"),
    ];

    [Fact]
    public void Embed_SameTopic_IsCloserThanAnother()
    {
        foreach (var (text, near, far) in s_table)
        {
            var (same, other) = (Similarity(text, near), Similarity(text, far));

            TestContext.Current.TestOutputHelper?.WriteLine($"{same:0.00} {other:0.00} {text}");
            Assert.True(same > other + 0.1f, $"{text}: {same:0.00} against {other:0.00}");
        }
    }

    [Theory]
    [InlineData("configuration", "confguration")]
    [InlineData("kubernetes cluster", "kubernets cluster")]
    [InlineData("embedding", "embeddings")]
    [InlineData("restart the inference node", "restart the infrence node")]
    public void Embed_Misspelt_StaysClose(string text, string misspelt)
    {
        Assert.InRange(Similarity(text, misspelt), 0.5f, 0.99f);
        Assert.InRange(Similarity(text, "purple elephants sing"), -0.2f, 0.2f);
    }

    [Fact]
    public void Embed_UnrelatedWords_AreNearlyOrthogonal()
    {
        var random = new Random(3);
        var vectors = Enumerable.Range(0, 60).Select(_ => LexicalEmbedder.Embed(string.Concat(Enumerable.Range(0, 10).Select(_ => (char)('a' + random.Next(26)))))).ToArray();

        var products = vectors.SelectMany((a, i) => vectors[..i].Select(b => Dot(a, b))).ToArray();

        Assert.InRange(products.Average(), -0.02f, 0.02f);
        Assert.InRange(products.Max(Math.Abs), 0, 0.35f);
    }

    [Theory]
    [InlineData("Hello, World")]
    [InlineData("   ")]
    [InlineData("!!!")]
    [InlineData("\ud800 lone")]
    [InlineData("😀")]
    public void Embed_AnyText_HasLengthOne(string text)
    {
        var vector = LexicalEmbedder.Embed(text);

        Assert.Equal(LexicalEmbedder.VectorLength, vector.Length);
        Assert.Equal(1, Dot(vector, vector), 1e-5);
    }

    [Fact]
    public void Embed_CaseAndPunctuation_DoNotMatter()
    {
        Assert.Equal(LexicalEmbedder.Embed("hello world"), LexicalEmbedder.Embed("  Hello, WORLD! "));
        Assert.NotEqual(LexicalEmbedder.Embed("c"), LexicalEmbedder.Embed("c++"));
    }

    // The bits are part of what others store: a change of the method must not go unseen.
    [Fact]
    public void Embed_Text_GivesTheseBits()
    {
        var hash = 14695981039346656037UL;
        foreach (var value in LexicalEmbedder.Embed("The quick brown fox jumps over the lazy dog; Ünïcödé 漢字 42."))
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211UL;
        }

        Assert.Equal(ExpectedBits, hash);
    }

    [Fact]
    public async Task EmbedAsync_Texts_CountsTheirWords()
    {
        await using var embedder = new LexicalEmbedder();

        var result = await embedder.EmbedAsync([EmbeddingInput.OfText("one two three"), EmbeddingInput.OfText("four")], 2, TestContext.Current.CancellationToken);

        Assert.Equal(3, result.Tokens);
        Assert.Equal(LexicalEmbedder.Embed("one two"), result.Vectors[0]);
    }

    [Fact]
    public void Shorten_Vector_KeepsItsBeginningAtLengthOne()
    {
        Assert.Equal([0.6f, 0.8f], Vectors.Shorten([3, 4, 5], 2));
        Assert.Equal([0f, 0f], Vectors.Shorten([0, 0, 5], 2));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    public void Shorten_FewerPlaces_KeepWhoIsClose(int dimensions)
    {
        IEmbedder embedder = new LexicalEmbedder();
        float[] Short(string text) => embedder.Shorten(LexicalEmbedder.Embed(text), dimensions);

        Assert.True(Dot(Short("the train leaves the station"), Short("trains left their stations")) > Dot(Short("the train leaves the station"), Short("bread needs yeast")));
    }

    private static float Similarity(string a, string b) => Dot(LexicalEmbedder.Embed(a), LexicalEmbedder.Embed(b));

    private static float Dot(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
