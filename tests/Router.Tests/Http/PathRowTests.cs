using System.Text;
using Xunit;

namespace Switchyard.Router.Tests.Http;

/// <summary>The rows of paths and keys.</summary>
public sealed class PathRowTests(RowFixture fixture) : IClassFixture<RowFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whatever names a path otherwise gets its own answer or none: never a third one.</summary>
    [Theory]
    [InlineData("/v1/./models", 200)]
    [InlineData("/v1/x/../models", 200)]
    [InlineData("/v1/%2e/models", 200)]
    [InlineData("/v1/x/%2e%2e/models", 200)]
    [InlineData("/V1/MODELS", 200)]
    [InlineData("/v1/models/", 200)]
    [InlineData("//v1/models", 404)]
    [InlineData("/v1//models", 404)]
    [InlineData("/v1/models;a=b", 404)]
    [InlineData("/v1%2Fmodels", 404)]
    [InlineData("/v1/models%00", 400)]
    [InlineData("/v1\\models", 404)]
    [InlineData("/../v1/models", 200)]
    public async Task B86_PathTrick_IsTheCanonicalPathOrNone(string path, int status)
    {
        var canonical = await fixture.SendRawAsync(Get("/v1/models"));

        var answer = await fixture.SendRawAsync(Get(path));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        if (status == 200)
        {
            Assert.Equal(Body(canonical), Body(answer));
        }

        await fixture.AssertServesAsync();
    }

    /// <summary>The caller's own key is for this router; however it comes, no upstream sees it.</summary>
    [Fact]
    public async Task B85_CallersKey_ReachesNoUpstream()
    {
        using var request = RouterRequests.Post("/v1/chat/completions?api_key=callers-own&key=callers-own", Encoding.UTF8.GetBytes(RouterRequests.Question));
        foreach (var name in (string[])["Authorization", "x-api-key", "api-key", "x-goog-api-key", "Cookie", "Proxy-Authorization"])
        {
            request.Headers.TryAddWithoutValidation(name, "callers-own");
        }

        using var response = await fixture.Client.SendAsync(request, Token);

        Assert.Equal(200, (int)response.StatusCode);
        var asked = fixture.Asked[^1];
        Assert.Equal("/v1/chat/completions", asked.Path);
        Assert.DoesNotContain("callers-own", asked.Headers.Values);
    }

    [Theory]
    [InlineData("GET", "/v1/chat/completions", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/models", 405, "method_not_allowed")]
    [InlineData("GET", "/nothing/here", 404, "not_found")]
    [InlineData("POST", "/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/v1/models/local/nope", 404, "model_not_found")]
    public async Task Request_WrongPlace_IsRefusedInOpenAIShape(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await fixture.Client.SendAsync(request, Token);

        await response.AssertErrorAsync(status, code, code == "model_not_found" ? "model" : null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B14_BodyOverTheLimit_IsRefused(bool isChunked)
    {
        using var request = RouterRequests.Post("/v1/chat/completions", new byte[(32 * 1024 * 1024) + 1]);
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await fixture.Client.SendAsync(request, Token);

        Assert.Contains("33554432", await response.AssertErrorAsync(413, "request_too_large"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B14_BodyJustUnderTheLimit_IsServed()
    {
        var filler = new string('x', (32 * 1024 * 1024) - 200);

        using var response = await fixture.Client.ChatAsync($$"""{"messages":[{"role":"user","content":"{{filler}}"}]}""");

        Assert.Equal(200, (int)response.StatusCode);
    }

    private static string Get(string path) => $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private static string Body(string answer) => answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
}
