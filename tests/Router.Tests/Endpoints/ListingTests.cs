using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Endpoints;

public sealed class ListingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_AllProviders_AreListedUnderTheirIds()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var mistral = await FakeUpstream.StartAsync(
            Replies.Json("""{"object":"list","data":[{"id":"mistral-small","created":1700000000.5,"capabilities":{"completion_chat":true}},{"id":5},7]}"""), Token);
        await using var router = RouterHost.Start(("services:inference-0:http:0", node.Address), ("MISTRAL_API_KEY", "k"), ("MISTRAL_BASE_URL", mistral.Address));
        using var client = router.CreateClient();
        await WaitForModelsAsync(client, 2);

        using var one = await client.GetAsync("/v1/models/mistral%2Fmistral-small", Token);
        using var alias = await client.GetAsync("/v1/models/pocket", Token);

        Assert.Equal("""{"id":"mistral/mistral-small","object":"model","created":0,"owned_by":"mistral"}""", await one.TextAsync());
        Assert.Equal(
            """{"id":"local/pocket","object":"model","created":1700000000,"owned_by":"local","aliases":["default","pocket"],"max_model_len":1024,"recommended_prompt_tokens":600,"demo":true,"capabilities":["chat","tools","vision"],"input_modalities":["text","image","audio","file"]}""",
            await alias.TextAsync());
        Assert.Equal("Bearer k", mistral.Requests.First().Headers["Authorization"]);
    }

    [Fact]
    public async Task Providers_List_SaysWhatIsWrongAndNoSecret()
    {
        var gone = await FakeUpstream.StartAsync(Replies.Chat("x"), Token);
        await gone.DisposeAsync();
        await using var cloud = await FakeUpstream.StartAsync(Replies.Error(401, "Bad key.", "invalid_api_key"), Token);
        await using var router = RouterHost.Start(("OLLAMA_HOST", gone.Address), ("GROQ_API_KEY", "gsk-secret"), ("GROQ_BASE_URL", cloud.Address));
        using var client = router.CreateClient();
        string text;
        do
        {
            using var response = await client.GetAsync("/providers", Token);
            text = await response.TextAsync();
        }
        while (text.Contains("\"unknown\"", StringComparison.Ordinal));

        var providers = JsonElement.Parse(text).GetProperty("data").EnumerateArray().ToDictionary(provider => provider.GetProperty("id").GetString()!);
        Assert.Equal(["groq", "ollama"], providers.Keys.Order());
        Assert.Equal(("unavailable", "api_key"), (providers["groq"].GetProperty("status").GetString(), providers["groq"].GetProperty("auth").GetString()));
        Assert.EndsWith("answered with status 401 when asked for its models.", providers["groq"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Nothing answers at", providers["ollama"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("gsk-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_NodeLoadsAnother_IsNoticedByTheRefresh()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var router = RouterHost.Start(("services:inference-0:http:0", node.Address), ("Router:Discovery:NodeInterval", "00:00:00.1"));
        using var client = router.CreateClient();
        await WaitForModelsAsync(client, 1);

        node.Handler = NodeReplies.With(Replies.Chat("42"), "bigger");

        await Deadline.UntilAsync(async () =>
        {
            using var response = await client.GetAsync("/v1/models/local/bigger", Token);
            return response.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task Metrics_AfterARequest_CountIt()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat("42")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        using var answer = await client.ChatAsync(RouterRequests.Question);

        using var response = await client.GetAsync("/metrics", Token);

        var lines = (await response.TextAsync()).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("switchyard_router_requests_total{", StringComparison.Ordinal) && line.Contains("model=\"local/pocket\"", StringComparison.Ordinal) && line.Contains("outcome=\"completed\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("switchyard_router_time_to_first_byte_", StringComparison.Ordinal));
    }

    private static Task WaitForModelsAsync(HttpClient client, int count) => Deadline.UntilAsync(async () =>
    {
        using var response = await client.GetAsync("/v1/models", Token);
        return JsonElement.Parse(await response.TextAsync()).GetProperty("data").GetArrayLength() == count;
    });
}
