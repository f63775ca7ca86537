using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

/// <summary>Row A15: content is kept only where that is asked for, and shown to the administrator alone.</summary>
public sealed class ContentAccessTests
{
    private const string Canary = "canary-7f3a9c";
    private const string Question = $$"""{"messages":[{"role":"user","content":"{{Canary}}"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Content_ByDefault_IsNotKeptAndTheNoticeSaysHow()
    {
        await using var host = await ContentHost.StartAsync(Replies.Chat(Canary), ("Router:Tracing:CaptureContent", "false"));

        using var response = await host.Client.ChatAsync(Question);
        var info = await ContentHost.DescribeAsync(host.Client, response, AdminClient.Key);

        Assert.Null(info.Content);
        Assert.Equal("What requests say is not kept. Set Router:Tracing:CaptureContent to true (as a variable: Router__Tracing__CaptureContent=true) and start again to keep it from then on.", info.ContentNotice);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Content_WithoutTheKey_IsNotShown(string? key)
    {
        await using var host = await ContentHost.StartAsync(Replies.Chat(Canary));

        using var response = await host.Client.ChatAsync(Question);
        var info = await ContentHost.DescribeAsync(host.Client, response, key);

        Assert.Null(info.Content);
        Assert.StartsWith("What the request said is shown to the administrator alone. The administrator's key is missing or wrong", info.ContentNotice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_OfARouterWithoutAKey_IsShownToNobody()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat(Canary)), Token);
        await using var router = RouterHost.Start(("services:inference-0:http:0", node.Address), ("Router:Tracing:CaptureContent", "true"));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(Question);
        var info = await ContentHost.DescribeAsync(client, response, null);

        Assert.Null(info.Content);
        Assert.Contains("Router:Admin:Key", info.ContentNotice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_Kept_IsInNoListEventOrLog()
    {
        await using var host = await ContentHost.StartAsync(Replies.Chat(Canary));
        host.Client.DefaultRequestHeaders.Add("x-api-key", AdminClient.Key);
        await using var events = await host.Client.GetStreamAsync("/v1/requests/events", Token);

        using var response = await host.Client.ChatAsync(Question);

        Assert.Equal(Canary, Assert.Single((await ContentHost.ReadAsync(host.Client, response)).Request.Parts).Text);
        var list = await host.Client.GetStringAsync("/v1/requests", Token);
        Assert.Contains("\"local/pocket\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, list + await ReadToEndAsync(events) + string.Join('\n', host.Router.Logs.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("content", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_NoRequestIsRemembered_IsNotKeptEither()
    {
        await using var host = await ContentHost.StartAsync(Replies.Chat(Canary), ("Router:RememberedRequests", "0"));

        using var response = await host.Client.ChatAsync(Question);

        Assert.Contains(Canary, await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RedactPatterns:customer", "KD-(", "RedactPatterns:customer: 'KD-(' cannot be used")]
    [InlineData("RedactPatterns:0", @"(a)\1", "without look-around, back-references")]
    [InlineData("RedactPatterns:0", "(?<=a)b", "without look-around, back-references")]
    [InlineData("RedactPatterns:0", "x*", "matches the empty text")]
    [InlineData("RedactPatterns:0", "", "it is empty")]
    [InlineData("MaxContentBytes", "0", "MaxContentBytes")]
    [InlineData("MaxContentBytes", "1048577", "MaxContentBytes")]
    [InlineData("CaptureContents", "true", "CaptureContents")]
    public void Setting_Bad_StopsTheStartAndIsNamed(string key, string value, string problem)
    {
        Assert.Contains(problem, RouterHost.StartInVain(($"Router:Tracing:{key}", value)), StringComparison.Ordinal);
    }

    private static async Task<string> ReadToEndAsync(Stream events)
    {
        var read = "";
        var buffer = new byte[4096];
        while (!read.Contains("event: end", StringComparison.Ordinal))
        {
            read += System.Text.Encoding.UTF8.GetString(buffer, 0, await events.ReadAsync(buffer, Token));
        }

        return read;
    }
}
