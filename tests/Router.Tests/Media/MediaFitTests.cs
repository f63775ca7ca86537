using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Media;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Switchyard.Tests.Common.Media;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Media;

/// <summary>Row A14: files for models that take none.</summary>
public sealed class MediaFitTests
{
    private static readonly string s_image = SampleMedia.DataUri(SampleMedia.Png(), "image/png");

    private static readonly Scenario[] s_three = [new() { Text = "one" }, new() { Text = "two" }, new() { Text = "A red square with the number 7." }];

    private static readonly (string, string?)[] s_textOnly = [("Router:Providers:one:Metadata:m:Input:0", "text"), ("Router:Providers:two:Metadata:m:Input:0", "text")];

    private static readonly (string, string?)[] s_vision = [.. s_textOnly, ("Router:Media:VisionModel", "three/m")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Places => new()
    {
        { "/v1/chat/completions", Chat($$$"""{"type":"image_url","image_url":{"url":"{{{s_image}}}"}}"""), "messages[0].content[1].image_url.url" },
        { "/v1/responses", $$$"""{"model":"one/m","input":[{"role":"user","content":[{"type":"input_text","text":"?"},{"type":"input_image","image_url":"{{{s_image}}}"}]}]}""", "input[0].content[1].image_url" },
        { "/v1/messages", Messages($$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{Convert.ToBase64String(SampleMedia.Png())}}}"}}"""), "messages[0].content[1].source.data" },
        { "/v1/messages", Called(Messages($$$"""{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{Convert.ToBase64String(SampleMedia.Png())}}}"}}]}""")), "messages[1].content[1].content[0].source.data" },
    };

    public static TheoryData<string, string> Large => new()
    {
        { "/v1/chat/completions", Chat($$$"""{"type":"image_url","image_url":{"url":"{{{SampleMedia.DataUri(SampleMedia.Png(64, 32), "image/png")}}}"}}""") },
        { "/v1/messages", Messages($$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{Convert.ToBase64String(SampleMedia.Png(64, 32))}}}"}}""") },
    };

    [Theory]
    [InlineData("fallback")]
    [InlineData("race")]
    [InlineData("cheapest")]
    public async Task Image_OneModelTakesNone_TheOtherIsAsked(string strategy)
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_textOnly[0]);

        using var response = await host.AskAsync(strategy, "one/m,two/m", Chat($$$"""{"type":"image_url","image_url":{"url":"{{{s_image}}}"}}"""));

        Assert.Equal("two", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
        Assert.Empty(host.Upstreams[0].Requests);
        Assert.Contains(s_image, host.Upstreams[1].Requests.Single().Body, StringComparison.Ordinal);
        Assert.Contains((await host.TraceAsync(response)).Attempts, attempt => attempt.Reason == "left out: 'one/m' does not take images");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Image_NobodySees_IsRefusedWithItsPlace(string path, string body, string field)
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_textOnly);

        using var response = await host.AskAsync(null, null, body, path);

        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("Router:Media:VisionModel", text, StringComparison.Ordinal);
        Assert.True(path == "/v1/messages" || text.Contains($"\"param\":\"{field}\"", StringComparison.Ordinal), text);
        Assert.All(host.Upstreams, upstream => Assert.Empty(upstream.Requests));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Image_AnotherModelSees_IsDescribedOnce(string path, string body, string field)
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_vision);

        using var first = await host.AskAsync(null, null, body, path);
        using var second = await host.AskAsync(null, null, body, path);

        Assert.True(first.IsSuccessStatusCode && second.IsSuccessStatusCode, field + await first.Content.ReadAsStringAsync(Token));
        Assert.Equal("images", StrategyHost.Header(second, "x-switchyard-as-text"));
        Assert.Contains("image/png;base64", host.Upstreams[2].Requests.Single().Body, StringComparison.Ordinal);
        Assert.All(host.Upstreams[0].Requests, request =>
        {
            Assert.Contains("[An image, described by another model: A red square with the number 7.]", request.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("base64", request.Body, StringComparison.Ordinal);
        });
        Assert.Equal(2, host.Upstreams[0].Requests.Count);
        Assert.Contains($"\"{StrategyHost.Header(first, "x-request-id")}.image-1\"", await host.Client.GetStringAsync("/v1/requests", Token), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Large))]
    public async Task Image_LargerThanTheEdge_IsMadeSmaller(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync(s_three, ("Router:Media:MaxImageEdge", "16"));

        using var response = await host.AskAsync(null, null, body, path);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        var sent = Regex.Match(host.Upstreams[0].Requests.Single().Body, "data:image/png;base64,([^\"]+)").Groups[1].Value.Replace("\\u002B", "+", StringComparison.Ordinal);
        var info = MediaInspector.Inspect(Convert.FromBase64String(sent), MediaLimits.Default);
        Assert.Equal((16, 8), (info.Width, info.Height));
    }

    [Fact]
    public async Task Image_DescriberFails_IsRefusedWithItsReason()
    {
        await using var host = await StrategyHost.StartAsync([s_three[0], s_three[1], Scenario.Of(new Fault(FaultKind.Status) { Status = 500 })], s_vision);

        using var response = await host.AskAsync(null, null, Chat($$$"""{"type":"image_url","image_url":{"url":"{{{s_image}}}"}}"""));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("gave no description: The provider", (await response.Content.ReadAsStringAsync(Token)).Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(host.Upstreams[0].Requests);
    }

    [Fact]
    public async Task Images_Several_EachIsDescribedUnderAnIdOfItsOwn()
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_vision);
        var other = SampleMedia.DataUri(SampleMedia.Png(8, 8), "image/png");

        using var response = await host.AskAsync(null, null, Chat($$$"""{"type":"image_url","image_url":{"url":"{{{s_image}}}"}},{"type":"image_url","image_url":{"url":"{{{other}}}"}}"""));

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        var id = StrategyHost.Header(response, "x-request-id");
        foreach (var number in (int[])[1, 2])
        {
            using var trace = await host.Client.GetAsync($"/v1/requests/{id}.image-{number}", Token);
            Assert.Equal("three/m", JsonElement.Parse(await trace.Content.ReadAsStringAsync(Token)).GetProperty("attempts")[0].GetProperty("model").GetString());
        }
    }

    /// <summary>Once it was fetched, its bytes stand under another name than its address did.</summary>
    [Fact]
    public async Task Image_BehindAnAddress_IsDescribed()
    {
        await using var files = await FakeUpstream.StartAsync(async context => await context.Response.Body.WriteAsync(SampleMedia.Png()), Token);
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_vision, ("Router:Media:AllowedNetworks:0", "127.0.0.0/8")]);

        using var response = await host.AskAsync(null, null, Messages($$$"""{"type":"image","source":{"type":"url","url":"{{{files.Address}}}/a.png"}}"""), "/v1/messages");

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        Assert.Contains("image/png;base64", host.Upstreams[2].Requests.Single().Body, StringComparison.Ordinal);
        Assert.Contains("A red square with the number 7.", host.Upstreams[0].Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_DescriberIsSilent_IsRefusedAtTheDeadline()
    {
        await using var host = await StrategyHost.StartAsync([s_three[0], s_three[1], Scenario.Of(new Fault(FaultKind.StallHeaders))], [.. s_vision, ("Router:Media:WordsTimeout", "00:00:00.300")]);

        using var response = await host.AskAsync(null, null, Chat($$$"""{"type":"image_url","image_url":{"url":"{{{s_image}}}"}}"""));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("did not become words within 0.3 s (Router:Media:WordsTimeout)", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Empty(host.Upstreams[0].Requests);
    }

    [Fact]
    public async Task Image_DescriberMayNotReceiveTheData_IsNotAsked()
    {
        await using var host = await StrategyHost.StartAsync(s_three, [.. s_vision, ("Router:Providers:three:DataClasses:0", "public")]);

        using var response = await host.AskAsync(null, null, Chat($$$"""{"type":"image_url","image_url":{"url":"{{{s_image}}}"}}"""));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(host.Upstreams[2].Requests);
    }

    [Fact]
    public async Task TextDocument_OfAChat_IsPutInAsItIs()
    {
        await using var host = await StrategyHost.StartAsync(s_three);
        var data = SampleMedia.DataUri(Encoding.UTF8.GetBytes("Seven times six is 42."), "text/plain");

        using var response = await host.AskAsync(null, null, Chat($$$"""{"type":"file","file":{"filename":"sums.txt","file_data":"{{{data}}}"}}"""));

        Assert.Equal("texts", StrategyHost.Header(response, "x-switchyard-as-text"));
        var parts = JsonElement.Parse(host.Upstreams[0].Requests.Single().Body).GetProperty("messages")[0].GetProperty("content");
        Assert.Equal("""{"type":"text","text":"[Document sums.txt]\nSeven times six is 42."}""", parts[1].GetRawText());
    }

    [Theory]
    [InlineData("/v1/chat/completions", """{"model":"one/m","messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,@"}}]}]}""")]
    [InlineData("/v1/responses", """{"model":"one/m","input":[{"role":"user","content":[{"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,@"}]}]}""")]
    [InlineData("/v1/messages", """{"model":"one/m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"@"}}]}]}""")]
    public async Task Pdf_NobodyTakesDocuments_ItsTextIsSent(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_textOnly);

        using var response = await host.AskAsync(null, null, body.Replace("@", Convert.ToBase64String(SampleMedia.Pdf("Seven times six is 42.")), StringComparison.Ordinal), path);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("documents", StrategyHost.Header(response, "x-switchyard-as-text"));
        Assert.Contains("[Document a.pdf]\\nSeven times six is 42.", host.Upstreams[0].Requests.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain("base64", host.Upstreams[0].Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_WithoutText_IsRefusedWithItsPlace()
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_textOnly);

        using var response = await host.AskAsync(null, null, Chat($$$"""{"type":"file","file":{"file_data":"{{{SampleMedia.DataUri(SampleMedia.Pdf(), "application/pdf")}}}"}}"""));

        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("error");
        Assert.Equal((400, "unsupported_media", "messages[0].content[1].file.file_data"), ((int)response.StatusCode, error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        Assert.Contains("cannot be put in as text: it holds no text", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sound_NobodyHears_IsRefusedWithItsPlace()
    {
        await using var host = await StrategyHost.StartAsync(s_three, s_vision);

        using var response = await host.AskAsync(null, null, Chat("""{"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}}"""));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("takes no sound", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static string Chat(string part) => $$"""{"model":"one/m","messages":[{"role":"user","content":[{"type":"text","text":"?"},{{part}}]}]}""";

    // The call that the result is of.
    private static string Called(string body) => body.Replace("\"messages\":[", "\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}]},", StringComparison.Ordinal);

    private static string Messages(string part) => $$"""{"model":"one/m","max_tokens":10,"messages":[{"role":"user","content":[{"type":"text","text":"?"},{{part}}]}]}""";
}
