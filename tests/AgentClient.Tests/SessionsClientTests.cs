using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentClient.Tests;

public sealed class SessionsClientTests
{
    private const string Info = """{"id":"s 1","user":"ann","agent":"a","created_at":"2026-01-01T12:00:00+00:00","last_used_at":"2026-01-01T12:00:00+00:00","runs":1}""";

    private static readonly SessionKey s_key = new("s 1", "ann", "a");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListAsync_User_IsInTheQuery()
    {
        await using var host = await AgentHostFixture.StartAsync(("GET /v1/sessions?user=ann", Replies.Json($$"""{"data":[{{Info}}]}""")));

        Assert.Equal(s_key, SessionKey.Of(Assert.Single((await host.Api.Sessions.ListAsync("ann", Token)).Data)));
    }

    [Fact]
    public async Task DeleteAsync_Session_IsNamedWhole()
    {
        await using var host = await AgentHostFixture.StartAsync(("DELETE /v1/sessions/s%201?user=ann&agent=a", Replies.Body("text/plain", string.Empty, 204)));

        await host.Api.Sessions.DeleteAsync(s_key, Token);

        Assert.Equal("DELETE", host.Only.Method);
    }

    [Fact]
    public async Task Insights_OfASession_AreAskedForByName()
    {
        await using var host = await AgentHostFixture.StartAsync(
            ("POST /v1/sessions/s%201/facts?user=ann&agent=a", Replies.Json("""{"facts":["Ann likes trains."]}""")),
            ("POST /v1/sessions/s%201/summary?user=ann&agent=a", Replies.Json("""{"summary":"About trains."}""")),
            ("POST /v1/sessions/s%201/assessment?user=ann&agent=a", Replies.Json("""{"score":4,"reasoning":"Good.","open_points":["A map."]}""")),
            ("POST /v1/sessions/s%201/compact?user=ann&agent=a", Replies.Json("""{"compacted_turns":3,"tokens_before":900,"tokens_after":200}""")));

        Assert.Equal(["Ann likes trains."], (await host.Api.Sessions.FindFactsAsync(s_key, Token)).Facts);
        Assert.Equal("About trains.", (await host.Api.Sessions.SummarizeAsync(s_key, Token)).Summary);
        Assert.Equal(4, (await host.Api.Sessions.AssessAsync(s_key, Token)).Score);
        Assert.Equal(new SessionCompaction { CompactedTurns = 3, TokensBefore = 900, TokensAfter = 200 }, await host.Api.Sessions.CompactAsync(s_key, Token));
    }
}
