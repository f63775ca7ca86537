using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Xunit;

namespace Switchyard.Router.Tests.Routing;

/// <summary>Row A2: <c>/{provider}/v1/…</c>.</summary>
public sealed class ProviderPathTests
{
    private static readonly Scenario[] s_two = [new() { Text = "from one" }, new() { Text = "from two" }];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/two/v1/chat/completions", """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("/two/v1/chat/completions", """{"model":"two/m","messages":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("/two/v1/chat/completions", """{"messages":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("/two/v1/chat/completions", """{"model":"default","messages":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("/two/v1/completions", """{"model":"m","prompt":"Hello"}""")]
    [InlineData("/two/v1/messages", """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hello"}]}""")]
    [InlineData("/two/v1/responses", """{"model":"m","input":"Hello"}""")]
    public async Task Post_BehindAProvidersName_IsAnsweredByItsModel(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync(s_two);

        using var response = await host.AskAsync(null, null, body, path);

        Assert.Contains("from two", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("two", StrategyHost.Header(response, "x-switchyard-provider"));
        Assert.Equal("two/m", (await host.TraceAsync(response)).Model);
    }

    [Fact]
    public async Task Post_SeveralModelsBehindAProvidersName_AreItsOwn()
    {
        await using var host = await StrategyHost.StartAsync(s_two);

        using var response = await host.AskAsync("fallback", "two/m, m", """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""", "/two/v1/chat/completions");
        using var elsewhere = await host.AskAsync("fallback", "one/m", """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""", "/two/v1/chat/completions");

        Assert.Equal("two", StrategyHost.Header(response, "x-switchyard-provider"));
        Assert.Equal(404, (int)elsewhere.StatusCode);
        Assert.Empty(host.Upstreams[0].Requests);
    }

    [Fact]
    public async Task Post_AnotherEndpointBehindAProvidersName_IsRefused()
    {
        await using var host = await StrategyHost.StartAsync(s_two);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/two/v1/chat/completions") { Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"Hello"}]}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("x-switchyard-base-url", host.Upstreams[0].Address + "/v1");

        using var response = await host.Client.SendAsync(request, Token);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("The path names the provider", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.All(host.Upstreams, upstream => Assert.Empty(upstream.Requests));
    }

    [Fact]
    public async Task Post_AnotherProvidersModel_IsTakenForOneOfThisProvider()
    {
        await using var host = await StrategyHost.StartAsync(s_two);

        using var response = await host.AskAsync(null, null, """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""", "/two/v1/chat/completions");

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("two/one/m", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nobody/v1/chat/completions", "\"code\":\"not_found\"", "GET /providers lists those there are")]
    [InlineData("/two/v1/nothing", "\"code\":\"not_found\"", "There is nothing at this path.")]
    [InlineData("/two/v2/chat/completions", "\"code\":\"not_found\"", "There is nothing at this path.")]
    [InlineData("/two/v1/messages", "\"type\":\"invalid_request_error\"", "max_tokens")]
    public async Task Post_WrongPathOrBody_IsAnsweredInTheDialectOfThePath(string path, string shape, string said)
    {
        await using var host = await StrategyHost.StartAsync(s_two);

        using var response = await host.AskAsync(null, null, """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""", path);

        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.False(response.IsSuccessStatusCode);
        Assert.Contains(shape, text, StringComparison.Ordinal);
        Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/models", "one/m,two/m")]
    [InlineData("/two/v1/models", "two/m")]
    [InlineData("/two/v1/models?provider=one", "")]
    public async Task Models_BehindAProvidersName_AreItsOwn(string path, string ids)
    {
        await using var host = await StrategyHost.StartAsync(s_two);

        var list = JsonElement.Parse(await host.Client.GetStringAsync(path, Token));

        Assert.Equal(ids, string.Join(',', list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString())));
    }

    [Theory]
    [InlineData("/two/v1/models/m", 200)]
    [InlineData("/two/v1/models/two%2Fm", 200)]
    [InlineData("/two/v1/models/one%2Fm", 404)]
    public async Task Model_BehindAProvidersName_IsFoundThereAlone(string path, int status)
    {
        await using var host = await StrategyHost.StartAsync(s_two);

        using var response = await host.Client.GetAsync(path, Token);

        Assert.Equal(status, (int)response.StatusCode);
    }
}
