using System.Text.Json;
using Switchyard.Router.Tests.Administration;
using Xunit;

namespace Switchyard.Router.Tests.Metadata;

public sealed class ModelMetadataTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("deepseek", "deepseek-chat", 0.56, 1.68, 0.07)]
    [InlineData("anthropic", "claude-sonnet-4-20250514", 3, 15, 0.3)]
    [InlineData("gemini", "gemini-1.5-flash-002", 0.075, 0.3, null)]
    [InlineData("openai", "gpt-4o-mini", 0.15, 0.6, 0.075)]
    public async Task Model_ThatIsWellKnown_HasItsPrices(string provider, string model, double input, double output, double? cached)
    {
        await using var router = Start(provider, model);
        using var client = router.CreateClient();

        var prices = JsonElement.Parse(await client.GetStringAsync($"/v1/models/{provider}/{model}", Token)).GetProperty("prices");

        Assert.Equal((input, output, cached), (prices.GetProperty("input").GetDouble(), prices.GetProperty("output").GetDouble(), prices.TryGetProperty("cached_input", out var price) ? price.GetDouble() : null));
    }

    [Fact]
    public async Task Model_AsAnOperatorDescribesIt_WinsOverTheCatalogAndTheProvider()
    {
        await using var router = AdminClient.Start(("Router:Providers:deepseek:BaseUrl", "http://127.0.0.1:9"), ("Router:Providers:deepseek:Models:0", "deepseek-chat"), ("Router:Providers:deepseek:Metadata:deepseek-*:InputPrice", "0.1"));
        using var admin = new AdminClient(router);

        var configured = JsonElement.Parse(await admin.Http.GetStringAsync("/v1/models/deepseek/deepseek-chat", Token));
        await admin.StoreAsync("/admin/providers/deepseek", """{"baseUrl":"http://127.0.0.1:9","models":["deepseek-chat"],"metadata":{"deepseek-chat":{"contextLength":1000,"capabilities":["chat"],"outputPrice":2}}}""");
        var stored = JsonElement.Parse(await admin.Http.GetStringAsync("/v1/models/deepseek/deepseek-chat", Token));

        Assert.Equal("""{"input":0.1,"output":1.68,"cached_input":0.07}""", configured.GetProperty("prices").GetRawText());
        Assert.Equal(
            """{"id":"deepseek/deepseek-chat","object":"model","created":0,"owned_by":"deepseek","aliases":["default"],"max_model_len":1000,"capabilities":["chat"],"max_output_tokens":8192,"input_modalities":["text"],"output_modalities":["text"],"prices":{"input":0.56,"output":2,"cached_input":0.07}}""",
            stored.GetRawText());
    }

    [Theory]
    [InlineData("", "deepseek/deepseek-chat openai/gpt-4o openai/text-embedding-3-small other/m")]
    [InlineData("?provider=openai", "openai/gpt-4o openai/text-embedding-3-small")]
    [InlineData("?capability=chat", "deepseek/deepseek-chat openai/gpt-4o")]
    [InlineData("?capability=chat&capability=vision", "openai/gpt-4o")]
    [InlineData("?input=image", "openai/gpt-4o")]
    [InlineData("?output=embedding&provider=openai", "openai/text-embedding-3-small")]
    [InlineData("?provider=other&capability=chat", "")]
    public async Task Models_WithAFilter_AreThoseThatSayTheyPass(string query, string expected)
    {
        await using var router = StartMany();
        using var client = router.CreateClient();

        var models = JsonElement.Parse(await client.GetStringAsync("/v1/models" + query, Token)).GetProperty("data");

        Assert.Equal(expected, string.Join(' ', models.EnumerateArray().Select(model => model.GetProperty("id").GetString()).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("provider", "openai")]
    [InlineData("capability", "json_schema")]
    [InlineData("input", "video")]
    [InlineData("output", "embedding")]
    public async Task Models_WithAnUnknownFilterValue_SayWhatThereIs(string name, string known)
    {
        await using var router = StartMany();
        using var client = router.CreateClient();

        using var response = await client.GetAsync($"/v1/models?{name}=nothing", Token);

        Assert.Contains(known, await response.AssertErrorAsync(400, "invalid_value", name), StringComparison.Ordinal);
    }

    [Fact]
    public void BadMetadata_InConfiguration_StopsTheStart()
    {
        var log = RouterHost.StartInVain(
            ("Router:Providers:team:BaseUrl", "http://127.0.0.1:9"), ("Router:Providers:team:Metadata:m:Capabilities:0", "magic"), ("Router:Providers:team:Metadata:m:InputPrice", "-1"), ("Router:Providers:team:Metadata:m:ContextLength", "0"));

        Assert.Contains("Router:Providers:team:Metadata:m:Capabilities: 'magic' is unknown", log, StringComparison.Ordinal);
        Assert.Contains("Metadata:m:InputPrice: -1 must not be negative", log, StringComparison.Ordinal);
        Assert.Contains("Metadata:m:ContextLength: 0 must be at least 1", log, StringComparison.Ordinal);
    }

    private static RouterHost Start(string provider, string model) =>
        RouterHost.Start(($"Router:Providers:{provider}:BaseUrl", "http://127.0.0.1:9"), ($"Router:Providers:{provider}:Models:0", model));

    private static RouterHost StartMany() => RouterHost.Start(
        ("Router:Providers:openai:BaseUrl", "http://127.0.0.1:9"),
        ("Router:Providers:openai:Models:0", "gpt-4o"),
        ("Router:Providers:openai:Models:1", "text-embedding-3-small"),
        ("Router:Providers:deepseek:BaseUrl", "http://127.0.0.1:9"),
        ("Router:Providers:deepseek:Models:0", "deepseek-chat"),
        ("Router:Providers:other:BaseUrl", "http://127.0.0.1:9"),
        ("Router:Providers:other:Models:0", "m"));
}
