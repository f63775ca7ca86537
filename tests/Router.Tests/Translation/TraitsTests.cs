using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>What is particular about a model or a server shows in what it is sent.</summary>
public sealed class TraitsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gemini", "gemini", "gemini-3-pro-preview", "\"thinkingLevel\":\"high\"", "thinkingBudget")]
    [InlineData("gemini", "gemini", "gemini-2.5-flash", "\"thinkingBudget\":16384", "thinkingLevel")]
    [InlineData("anthropic", "anthropic", "claude-opus-4-6", "\"type\":\"adaptive\"", "budget_tokens")]
    [InlineData("anthropic", "anthropic", "claude-sonnet-4-20250514", "\"budget_tokens\":16384", "adaptive")]
    [InlineData("ollama", "ollama", "gpt-oss:20b", "\"think\":\"high\"", "\"think\":true")]
    [InlineData("ollama", "ollama", "qwen3:4b", "\"think\":true", "\"think\":\"high\"")]
    public async Task ReasoningEffort_IsSaidAsTheModelTakesIt(string id, string dialect, string model, string said, string unsaid)
    {
        var sent = await AskAsync(id, dialect, model, "\"reasoning_effort\":\"high\",\"max_tokens\":30000");

        Assert.Contains(said, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReasoningEffort_OperatorKnowsTheModel_IsSaidAsHeSays()
    {
        var sent = await AskAsync("team", "anthropic", "secret", "\"reasoning_effort\":\"high\",\"max_tokens\":30000", ("Router:Providers:team:Metadata:secret:Thinking", "adaptive"));

        Assert.Contains("\"type\":\"adaptive\"", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "\"max_tokens\":9", "top_k")]
    [InlineData("vllm", "\"top_k\":5", "\"max_tokens\":9")]
    public async Task Server_NamesAKnownOne_ItsWaysAreTaken(string? server, string said, string unsaid)
    {
        // Read and written anew: a caller of another dialect.
        var sent = await AskAsync("gpu", "chat", "m", "\"max_tokens\":9,\"top_k\":5", "/v1/messages", server is null ? [] : [("Router:Providers:gpu:Server", server)]);

        Assert.Contains(said, sent, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_Unknown_StopsTheStart() =>
        Assert.Contains(
            "Router:Providers:gpu:Server: there is no known provider 'sglang'; there are openai, ",
            RouterHost.StartInVain(("Router:Providers:gpu:BaseUrl", "http://127.0.0.1:1/v1"), ("Router:Providers:gpu:Server", "sglang")),
            StringComparison.Ordinal);

    private static Task<string> AskAsync(string id, string dialect, string model, string members, params (string, string?)[] settings) =>
        AskAsync(id, dialect, model, members, "/v1/chat/completions", settings);

    private static async Task<string> AskAsync(string id, string dialect, string model, string members, string path, params (string, string?)[] settings)
    {
        await using var upstream = await MockServer.StartAsync(new MockServerOptions(), Token);
        upstream.Put(model, new Scenario { Text = "Hello" });
        await using var router = RouterHost.Start(
        [
            ($"Router:Providers:{id}:BaseUrl", upstream.Address + (dialect == "chat" ? "/v1" : string.Empty)), ($"Router:Providers:{id}:Dialect", dialect), ($"Router:Providers:{id}:Models:0", model), .. settings,
        ]);
        using var client = router.CreateClient();
        using var body = new StringContent($$"""{"model":{{JsonSerializer.Serialize($"{id}/{model}")}},{{members}},"messages":[{"role":"user","content":"Hello"}]}""", Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(path, body, Token);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        return upstream.Requests.Single(request => request.Method == "POST").Body;
    }
}
