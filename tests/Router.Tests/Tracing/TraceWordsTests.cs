using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

/// <summary>Traces are for everybody: what upstreams say in them repeats no secret of a request.</summary>
public sealed class TraceWordsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Error_ThatRepeatsTheRequest_IsShownWithoutItsSecrets()
    {
        await using var upstream = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Error(400, $"No, bob@example.org. {new string('x', 5000)}", "bad")), Token);
        await using var router = RouterHost.Start(("services:inference-0:http:0", upstream.Address));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.Question);
        await response.TextAsync();
        var attempt = (await ContentHost.DescribeAsync(client, response, null)).Attempts[0];

        Assert.StartsWith("No, [redacted: e-mail address]. xxx", attempt.Error, StringComparison.Ordinal);
        Assert.InRange(attempt.Error!.Length, 900, 1100);
    }

    [Fact]
    public async Task Verdict_ThatRepeatsTheAnswer_IsShownWithoutItsSecrets()
    {
        const string Body = """{"model":"one/m","response_format":{"type":"json_schema","json_schema":{"name":"p","schema":{"type":"object","additionalProperties":false}}},"messages":[{"role":"user","content":"?"}]}""";
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = """{"bob@example.org":1}""" }, new Scenario { Text = "two" }], ("Router:Structure:Validate", "true"));

        using var response = await host.AskAsync(null, null, Body);
        await response.TextAsync();
        var info = await ContentHost.DescribeAsync(host.Client, response, null);

        Assert.Contains("[redacted: e-mail address]", info.Attempts[0].Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("bob@example.org", JsonSerializer.Serialize(info, RoutingJsonContext.Default.RequestInfo), StringComparison.Ordinal);
    }
}
