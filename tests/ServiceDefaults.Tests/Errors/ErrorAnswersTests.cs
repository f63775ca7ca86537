using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.Tests.Common.Http;

namespace Switchyard.ServiceDefaults.Tests.Errors;

public sealed class ErrorAnswersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    [InlineData("GET", "/chat", 405, "method_not_allowed")]
    [InlineData("DELETE", "/hello/you", 405, "method_not_allowed")]
    [InlineData("GET", "/fail", 500, "internal_error")]
    public async Task OpenAIShape_BareStatus_HasABody(string method, string path, int status, string code)
    {
        await using var service = await TestService.StartAsync(options => options.ErrorShape = ErrorShape.OpenAI);

        using var response = await service.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Token);

        var error = (await ReadJsonAsync(response))["error"]!;
        Assert.Equal(("application/json", status, code), (response.Content.Headers.ContentType?.MediaType, (int)response.StatusCode, (string?)error["code"]));
        Assert.Equal(response.Headers.GetValues("x-request-id").Single(), (string?)error["request_id"]);
        Assert.Equal(status < 500 ? "invalid_request_error" : "api_error", (string?)error["type"]);
    }

    [Fact]
    public async Task ProblemShape_NotFound_IsRfc9457()
    {
        await using var service = await TestService.StartAsync();

        using var response = await service.Client.GetAsync("/nowhere", Token);

        var problem = await ReadJsonAsync(response);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("urn:switchyard:error:not_found", 404, "not_found"), ((string?)problem["type"], (int?)problem["status"], (string?)problem["title"]));
        Assert.Equal(response.Headers.GetValues("x-request-id").Single(), (string?)problem["request_id"]);
    }

    [Fact]
    public async Task WrongMethod_SaysWhichAreAllowed()
    {
        await using var service = await TestService.StartAsync();

        using var response = await service.Client.GetAsync("/chat", Token);

        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("GET", "/fail", 0, 500, "internal_error")]
    [InlineData("POST", "/raw", 2_000, 413, "request_too_large")]
    public async Task Development_Failure_IsAProblemAsEverywhere(string method, string path, int bodyLength, int status, string code)
    {
        await using var service = await TestService.StartAsync(options => options.MaxRequestBodyBytes = 1_000, builder => builder.Environment.EnvironmentName = "Development");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (bodyLength > 0)
        {
            request.Content = new StringContent(new string(' ', bodyLength), Encoding.UTF8, "application/json");
        }

        using var response = await service.Client.SendAsync(request, Token);

        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = await ReadJsonAsync(response);
        Assert.Equal(["type", "title", "status", "detail", "request_id"], problem.AsObject().Select(member => member.Key));
        Assert.Equal("urn:switchyard:error:" + code, (string?)problem["type"]);
    }

    [Fact]
    public async Task Failure_IsLoggedOnceAndSaysNothingOutside()
    {
        var log = new RecordingLoggerProvider();
        await using var service = await TestService.StartAsync(build: builder => builder.Logging.AddProvider(log));

        using var response = await service.Client.GetAsync("/fail", Token);

        var id = response.Headers.GetValues("x-request-id").Single();
        var line = Assert.Single(log.Entries, entry => entry.Level >= LogLevel.Error);
        Assert.Equal(($"Request {id} (GET) failed.", "secret-password"), (line.Message, line.Exception?.Message));
        Assert.Contains($"RequestId={id}", line.Scopes, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/chat")]
    [InlineData("/raw")]
    public async Task AnnouncedBodyOverTheLimit_Is413(string path)
    {
        await using var service = await TestService.StartAsync(options => (options.ErrorShape, options.MaxRequestBodyBytes) = (ErrorShape.OpenAI, 100));

        var answer = await RawHttp.SendAsync(service.Port, $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 40000000\r\n\r\n", TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("request_too_large", answer, StringComparison.Ordinal);
        Assert.Contains("100 bytes", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/chat")]
    [InlineData("/raw")]
    public async Task ChunkedBodyOverTheLimit_Is413(string path)
    {
        await using var service = await TestService.StartAsync(options => options.MaxRequestBodyBytes = 100);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(new string(' ', 5000)) };
        request.Headers.TransferEncodingChunked = true;

        using var response = await service.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request_too_large", (string?)(await ReadJsonAsync(response))["title"]);
    }

    [Fact]
    public async Task BodyAtTheLimit_IsRead()
    {
        await using var service = await TestService.StartAsync(options => options.MaxRequestBodyBytes = 100);

        using var response = await service.Client.PostAsync("/chat", Json("""{"model":"m"}""".PadRight(100)), Token);

        Assert.Equal("m", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task UnreadableBody_IsABadRequest()
    {
        await using var service = await TestService.StartAsync(options => options.ErrorShape = ErrorShape.OpenAI);

        var answer = await RawHttp.SendAsync(service.Port, "POST /chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("invalid_request_error", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChunkSizeOverflow_IsABadRequest()
    {
        await using var service = await TestService.StartAsync(options => options.ErrorShape = ErrorShape.OpenAI);

        var answer = await RawHttp.SendAsync(service.Port, "POST /chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n{}\r\n", TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadOption_StopsTheStart()
    {
        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestService.StartAsync(options => options.MaxRequestBodyBytes = 0));

        Assert.Contains("MaxRequestBodyBytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_Configuration_WinsOverCode()
    {
        await using var service = await TestService.StartAsync(options => options.MaxRequestBodyBytes = 100, settings: ("ServiceDefaults:MaxRequestBodyBytes", "200"));

        Assert.Equal(200, service.App.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ServiceDefaultsOptions>>().Value.MaxRequestBodyBytes);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<JsonNode> ReadJsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
}
