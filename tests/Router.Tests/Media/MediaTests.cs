using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Media;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Media;

/// <summary>Row A14: images and documents in requests, as bytes and by URL.</summary>
public sealed class MediaTests
{
    private static readonly (string, string?)[] s_local = [("Router:Media:AllowedNetworks:0", "127.0.0.0/8")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Places => new()
    {
        { "/v1/chat/completions", Chat("""{"type":"image_url","image_url":{"url":"@"}}"""), "messages[0].content[1].image_url.url" },
        { "/v1/responses", """{"model":"pocket","input":[{"role":"user","content":[{"type":"input_text","text":"?"},{"type":"input_image","image_url":"@"}]}]}""", "input[0].content[1].image_url" },
        { "/v1/messages", Messages("""{"type":"image","source":{"type":"url","url":"@"}}"""), "messages[0].content[1].source.url" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Image_BehindAUrl_IsSentOnAsBytes(string path, string body, string field)
    {
        var png = SampleMedia.Png();
        await using var files = await FakeUpstream.StartAsync(File(png, "text/html"), Token);
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"), s_local);

        using var response = await host.PostAsync(path, body.Replace("@", files.Address + "/a.png", StringComparison.Ordinal));

        Assert.True(response.IsSuccessStatusCode, field);
        Assert.Contains(JsonSerializer.Serialize(SampleMedia.DataUri(png, "image/png")).Replace("\\u002B", "+", StringComparison.Ordinal), host.Sent.Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Address, host.Sent);
        Assert.Single(files.Requests);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Image_BehindAUrlThatMustNotBeAsked_IsRefusedWithItsPlace(string path, string body, string field)
    {
        await using var files = await FakeUpstream.StartAsync(File(SampleMedia.Png(), "image/png"), Token);
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        foreach (var url in new[] { files.Address, "http://169.254.169.254/latest", "file:///etc/passwd", "http://localhost/x" })
        {
            using var response = await host.PostAsync(path, body.Replace("@", url, StringComparison.Ordinal));

            await AssertRefusedAsync(response, path, 400, "url_not_allowed", field);
        }

        Assert.Empty(files.Requests);
        Assert.Empty(host.Node.Completions());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Image_BehindAUrlThatGivesNone_IsRefusedWithItsPlace(string path, string body, string field)
    {
        await using var files = await FakeUpstream.StartAsync(context => context.Request.Path.Value switch
        {
            "/missing" => Replies.Error(404, "no", "no")(context),
            "/large" => File(new byte[2000], "image/png")(context),
            "/page" => Replies.Body("image/png", "<html>a page</html>")(context),
            _ => File(SampleMedia.Png(1, 1, claimedWidth: 65_000), "image/png")(context),
        }, Token);
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"), [.. s_local, ("Router:Media:MaxFileBytes", "1000")]);

        foreach (var (name, status, code) in new[] { ("missing", 400, "url_unreachable"), ("large", 413, "media_too_large"), ("page", 400, "unsupported_media"), ("huge", 400, "unsupported_media") })
        {
            using var response = await host.PostAsync(path, body.Replace("@", $"{files.Address}/{name}", StringComparison.Ordinal));

            await AssertRefusedAsync(response, path, status, code, field);
        }

        Assert.Empty(host.Node.Completions());
    }

    [Fact]
    public async Task Image_AsBytes_LeavesTheBodyUntouched()
    {
        var body = RouterRequests.ForModel("pocket", Chat("""{"type":"image_url","image_url":{"detail":"low","url":"@"}}""").Replace("@", SampleMedia.DataUri(SampleMedia.Jpeg(), "image/jpg"), StringComparison.Ordinal));
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        using var response = await host.PostAsync("/v1/chat/completions", body);

        Assert.Equal((200, body), ((int)response.StatusCode, host.Sent));
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "image/png", SampleMedia.Jpeg(), "labelled as something else" },
        { "image/jpeg", SampleMedia.Png(), "labelled as something else" },
        { "image/svg+xml", "<svg/>"u8.ToArray(), "cannot stand in this place" },
        { "application/pdf", SampleMedia.Pdf(), "cannot stand in this place" },
        { "image/png", SampleMedia.Png(1, 1, claimedWidth: 65_000), "65000 x 1 pixels" },
        { "image/gif", SampleMedia.Gif(10_000), "more than 256 pictures" },
        { "image/png", SampleMedia.Png()[..40], "cut short" },
        { "image/png", [.. SampleMedia.Png(), .. "PK"u8], "other data after its end" },
        { "image/bmp", [0x42, 0x4D, 0, 0], "neither" },
        { "image/png", [], "empty" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Image_NotWhatItMustBe_IsRefusedInEveryDialect(string label, byte[] bytes, string reason)
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));
        var uri = SampleMedia.DataUri(bytes, label);

        using var chat = await host.PostAsync("/v1/chat/completions", Chat("""{"type":"image_url","image_url":{"url":"@"}}""").Replace("@", uri, StringComparison.Ordinal));
        using var messages = await host.PostAsync("/v1/messages", Messages($$$"""{"type":"image","source":{"type":"base64","media_type":"{{{label}}}","data":"{{{Convert.ToBase64String(bytes)}}}"}}"""));

        Assert.Contains(reason, await chat.AssertErrorAsync(400, "unsupported_media", "messages[0].content[1].image_url.url"));
        Assert.Contains(reason, await messages.AssertAnthropicErrorAsync(400, "invalid_request_error"));
        Assert.Empty(host.Node.Completions());
    }

    [Fact]
    public async Task Files_OverALimit_AreRefusedWithTheLimitAndThePlace()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"), ("Router:Media:MaxFileBytes", "1000"), ("Router:Media:MaxRequestBytes", "1500"), ("Router:Media:MaxFiles", "3"));
        var part = $$$"""{"type":"file","file":{"filename":"a.txt","file_data":"{{{SampleMedia.DataUri(Enumerable.Repeat((byte)'a', 900).ToArray(), "text/plain")}}}"}}""";

        using var single = await host.PostAsync("/v1/chat/completions", Chat($$$"""{"type":"image_url","image_url":{"url":"{{{SampleMedia.DataUri(new byte[1001], "image/png")}}}"}}"""));
        using var together = await host.PostAsync("/v1/chat/completions", Chat($"{part},{part}"));
        using var many = await host.PostAsync("/v1/chat/completions", Chat($"{part},{part},{part},{part}"));

        Assert.Contains("1000 bytes", await single.AssertErrorAsync(413, "media_too_large", "messages[0].content[1].image_url.url"));
        Assert.Contains("1500 bytes", await together.AssertErrorAsync(413, "media_too_large", "messages[0].content[2].file.file_data"));
        await many.AssertErrorAsync(400, "invalid_value", "messages[0].content[4].file.file_data");
    }

    [Theory]
    [InlineData("data:image/png,abc")]
    [InlineData("data:image/png;base64,####")]
    [InlineData("data:")]
    public async Task Image_WithoutBase64_IsRefused(string uri)
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        using var response = await host.PostAsync("/v1/chat/completions", Chat("""{"type":"image_url","image_url":{"url":"@"}}""").Replace("@", uri, StringComparison.Ordinal));

        await response.AssertErrorAsync(400, "invalid_value", "messages[0].content[1].image_url.url");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("pdf")]
    public async Task Document_BehindAUrl_IsSentOn(string kind)
    {
        var pdf = SampleMedia.Pdf();
        await using var files = await FakeUpstream.StartAsync(kind == "pdf" ? File(pdf, "application/pdf") : Replies.Body("text/plain", "a plain text"), Token);
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"), s_local);

        using var response = await host.PostAsync("/v1/messages", Messages($$$"""{"type":"document","source":{"type":"url","url":"{{{files.Address}}}"}}"""));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains(kind == "pdf" ? SampleMedia.DataUri(pdf, "application/pdf").Replace("+", "\\u002B", StringComparison.Ordinal)[..40] : "a plain text", host.Sent);
    }

    [Fact]
    public async Task Url_WhereTheyAreNotFetched_IsCheckedAndPassedOn()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"), ("Router:Media:FetchUrls", "false"));
        var body = RouterRequests.ForModel("pocket", Chat("""{"type":"image_url","image_url":{"url":"@"}}"""));

        using var passed = await host.PostAsync("/v1/chat/completions", body.Replace("@", "https://93.184.216.34/a.png", StringComparison.Ordinal));
        using var refused = await host.PostAsync("/v1/chat/completions", body.Replace("@", "https://10.0.0.1/a.png", StringComparison.Ordinal));

        Assert.Equal((200, body.Replace("@", "https://93.184.216.34/a.png", StringComparison.Ordinal)), ((int)passed.StatusCode, host.Sent));
        await refused.AssertErrorAsync(400, "url_not_allowed", "messages[0].content[1].image_url.url");
    }

    [Fact]
    public async Task ToolArguments_ThatLookLikeAnImage_AreNotFetched()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        using var response = await host.PostAsync("/v1/messages", """
            {"model":"pocket","max_tokens":9,"messages":[{"role":"user","content":"?"},
            {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{"type":"image","source":{"type":"url","url":"http://127.0.0.1/x"}}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"done"}]}]}
            """);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("http://127.0.0.1/x", host.Sent);
    }

    [Fact]
    public async Task Part_WithADuplicateMember_IsRefused()
    {
        await using var host = await DialectHost.StartAsync(Replies.Chat("42"));

        using var response = await host.PostAsync("/v1/messages", Messages("""{"type":"image","source":{"type":"url","url":"http://127.0.0.1/","url":"https://good.example/"}}"""));

        await response.AssertAnthropicErrorAsync(400, "invalid_request_error");
        Assert.Empty(host.Node.Completions());
    }

    private static string Chat(string part) => $$"""{"messages":[{"role":"user","content":[{"type":"text","text":"?"},{{part}}]}]}""";

    private static string Messages(string part) => $$"""{"model":"pocket","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":"?"},{{part}}]}]}""";

    private static RequestDelegate File(byte[] bytes, string contentType) => async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    };

    private static async Task AssertRefusedAsync(HttpResponseMessage response, string path, int status, string code, string field)
    {
        if (path == "/v1/messages")
        {
            await response.AssertAnthropicErrorAsync(status, status == 413 ? "request_too_large" : "invalid_request_error");
        }
        else
        {
            await response.AssertErrorAsync(status, code, field);
        }
    }
}
