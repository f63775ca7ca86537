using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Translation;

/// <summary>Anthropic's callers before Anthropic itself: what they say goes on as it is, and what is unknown here is known there.</summary>
public sealed class PassedMessagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_ToAnthropic_ReachItUntouchedWithTheCallersVersion()
    {
        await using var mock = await MockServer.StartAsync(new MockServerOptions { Default = new Scenario { Text = "42." } }, Token);
        await using var router = RouterHost.Start(("ANTHROPIC_API_KEY", "sk-1"), ("ANTHROPIC_BASE_URL", mock.Address));
        using var client = router.CreateClient();
        const string Body = """{ "model":"claude-x", "max_tokens":50,"stream":true,"service_tier":"auto","messages":[{"role":"user","content":"Hi"}]}""";
        using var request = RouterRequests.Post("/v1/messages", Encoding.UTF8.GetBytes(Body));
        request.Headers.Add("anthropic-beta", "context-1m");
        request.Headers.Add("anthropic-version", "2024-01-01");
        request.Headers.Add("x-api-key", "the callers own");

        using var response = await client.SendAsync(request, Token);

        var text = await response.TextAsync();
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", text, StringComparison.Ordinal);
        var sent = Assert.Single(mock.Requests, sent => sent.Method == "POST");
        Assert.Equal((Body, "context-1m", "2024-01-01", "sk-1"), (sent.Body, sent.Headers["anthropic-beta"], sent.Headers["anthropic-version"], sent.Headers["x-api-key"]));
        var attempt = JsonElement.Parse(await client.GetStringAsync("/v1/requests?limit=1", Token)).GetProperty("data")[0].GetProperty("attempts")[0];
        Assert.True(attempt.GetProperty("prompt_tokens").GetInt32() > 0 && attempt.GetProperty("completion_tokens").GetInt32() > 0);
    }
}
