using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Tests.Security;

public sealed class BrowserSafetyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:7170")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2:80")]
    [InlineData("[::1]:7170")]
    [InlineData("box.example")]
    [InlineData("a.lan.example")]
    public async Task Host_OfThisMachineOrConfigured_IsServed(string host) => Assert.Equal(200, (await AskAsync(("Host", host))).Status);

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.1")]
    [InlineData("lan.example")]
    [InlineData("box.example.")]
    public async Task Host_Unknown_IsRefused(string host) => Assert.Equal((400, "invalid_host"), await AskAsync(("Host", host)));

    [Fact]
    public async Task Host_Star_ServesAll()
    {
        await using var service = await TestService.StartAsync(settings: ("AllowedHosts", "*"));

        Assert.Equal((200, null), await SendAsync(service, HttpMethod.Get, ("Host", "anything.example")));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("https://evil.example:443")]
    [InlineData("null")]
    [InlineData("file://")]
    [InlineData("nonsense")]
    public async Task Origin_Foreign_IsRefused(string origin) => Assert.Equal((403, "foreign_origin"), await AskAsync(("Origin", origin)));

    [Theory]
    [InlineData("http://box.example:81", "box.example:81")]
    [InlineData("https://box.example", "box.example")]
    [InlineData("https://app.example", "localhost")]
    public async Task Origin_SameHostOrAllowed_IsServed(string origin, string host) => Assert.Equal(200, (await AskAsync(("Host", host), ("Origin", origin))).Status);

    [Fact]
    public async Task Origin_Allowed_MayReadTheAnswer()
    {
        await using var service = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/chat");
        request.Headers.Add("Origin", "https://app.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var response = await service.Client.SendAsync(request, Token);

        Assert.Equal(["https://app.example"], response.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Preflight_Foreign_IsRefused()
    {
        await using var service = await StartAsync();

        Assert.Equal((403, "foreign_origin"), await SendAsync(service, HttpMethod.Options, ("Origin", "http://evil.example"), ("Access-Control-Request-Method", "POST")));
    }

    [Theory]
    [InlineData("no-cors", "image", 403)]
    [InlineData("navigate", "iframe", 403)]
    [InlineData("navigate", "document", 200)]
    public async Task CrossSite_OnlyAFollowedLink_IsServed(string mode, string destination, int status) =>
        Assert.Equal(status, (await AskAsync(("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination))).Status);

    [Fact]
    public async Task CrossSite_FormPost_IsRefused()
    {
        await using var service = await StartAsync();

        Assert.Equal(403, (await SendAsync(service, HttpMethod.Post, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task Body_NotDeclaredAsJson_Is415(string? type) => Assert.Equal((415, "unsupported_media_type"), await PostAsync(await StartAsync(), type));

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.sample+json")]
    public async Task Body_Json_IsRead(string type) => Assert.Equal((200, null), await PostAsync(await StartAsync(), type));

    [Fact]
    public async Task Body_FormsAllowed_IsRead() => Assert.Equal((200, null), await PostAsync(await TestService.StartAsync(options => options.JsonBodiesOnly = false), "application/x-www-form-urlencoded"));

    /// <summary>A path that takes forms takes nothing else, also behind another's name; paths that only look like it take none.</summary>
    [Theory]
    [InlineData("/raw", "multipart/form-data; boundary=b", 200, null)]
    [InlineData("/raw/", "multipart/form-data; boundary=b", 200, null)]
    [InlineData("/raw", "application/json", 200, null)]
    [InlineData("/raw", "application/x-www-form-urlencoded", 415, "multipart/form-data")]
    [InlineData("/raw", "text/plain", 415, "multipart/form-data")]
    [InlineData("/raw", "multipart/mixed; boundary=b", 415, "multipart/form-data")]
    [InlineData("/raw", null, 415, "multipart/form-data")]
    [InlineData("/provider/raw", "text/plain", 415, "multipart/form-data")]
    [InlineData("/provider/raw", "multipart/form-data; boundary=b", 404, "")]
    [InlineData("/more-raw", "multipart/form-data; boundary=b", 415, "application/json")]
    [InlineData("/raw/more", "multipart/form-data; boundary=b", 415, "application/json")]
    public async Task Body_OfAPathForForms_IsJsonOrAForm(string path, string? type, int status, string? said)
    {
        await using var service = await TestService.StartAsync(options =>
        {
            options.ErrorShape = ErrorShape.OpenAI;
            options.FormPaths.Add("/raw");
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent("--b--"u8.ToArray()) };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        using var response = await service.Client.SendAsync(request, Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(said ?? "", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Form_OfAForeignPage_IsRefusedWhereFormsAreTaken(string header, string value)
    {
        await using var service = await TestService.StartAsync(options =>
        {
            options.ErrorShape = ErrorShape.OpenAI;
            options.FormPaths.Add("/raw");
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/raw") { Content = new MultipartFormDataContent("b") };
        request.Headers.Add(header, value);

        Assert.Equal((403, "foreign_origin"), await ReadAsync(service, request));
    }

    [Fact]
    public async Task Post_WithoutBody_NeedsNoContentType()
    {
        await using var service = await StartAsync();

        Assert.Equal((200, null), await SendAsync(service, HttpMethod.Post));
    }

    [Theory]
    [InlineData("https://app.example/")]
    [InlineData("app.example")]
    [InlineData("ftp://app.example")]
    [InlineData("*")]
    public async Task Origins_NotAnOrigin_StopsTheStart(string origin)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.StartAsync(settings: ("Security:AllowedOrigins:0", origin)));

        Assert.Contains($"'{origin}'", exception.Message, StringComparison.Ordinal);
    }

    private static Task<TestService> StartAsync() => TestService.StartAsync(
        options => options.ErrorShape = ErrorShape.OpenAI,
        settings: [("AllowedHosts", "box.example;*.lan.example"), ("Security:AllowedOrigins:0", "https://app.example")]);

    private static async Task<(int Status, string? Code)> AskAsync(params (string Name, string Value)[] headers)
    {
        await using var service = await StartAsync();
        return await SendAsync(service, HttpMethod.Get, headers);
    }

    private static async Task<(int Status, string? Code)> SendAsync(TestService service, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? "/hello/you" : "/raw");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await ReadAsync(service, request);
    }

    private static async Task<(int Status, string? Code)> PostAsync(TestService started, string? type)
    {
        await using var service = started;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/raw") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}")) };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return await ReadAsync(service, request);
    }

    private static async Task<(int Status, string? Code)> ReadAsync(TestService service, HttpRequestMessage request)
    {
        using var response = await service.Client.SendAsync(request, Token);
        var body = await response.Content.ReadAsStringAsync(Token);
        return ((int)response.StatusCode, response.StatusCode == HttpStatusCode.OK ? null : (string?)JsonNode.Parse(body)!["error"]!["code"]);
    }
}
