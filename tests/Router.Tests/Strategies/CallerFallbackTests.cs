using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>B75: fallbacks that the caller chooses open no way to a model it may not ask.</summary>
public sealed class CallerFallbackTests
{
    private static readonly (string, string?)[] s_restricted = [("Router:Providers:two:DataClasses:0", "public")];
    private static readonly Scenario s_down = Scenario.Of(new Fault(FaultKind.Status) { Status = 503 });
    private static readonly Scenario s_fine = new() { Text = "fine" };

    public static TheoryData<string, string> Dialects => new()
    {
        { "/v1/chat/completions", """{"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""" },
        { "/v1/messages", """{"model":"one/m","max_tokens":9,"messages":[{"role":"user","content":"Hello"}]}""" },
        { "/v1/responses", """{"model":"one/m","input":"Hello"}""" },
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task B75_FallbackMayNotReceiveTheRequest_IsNotAskedEvenIfTheOtherFails(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync([s_down, s_fine], s_restricted);

        using var response = await host.AskAsync("fallback", "one/m,two/m", body, path);

        Assert.Equal(path == "/v1/messages" ? 529 : 503, (int)response.StatusCode);
        Assert.NotEmpty(host.Upstreams[0].Asked());
        Assert.Empty(host.Upstreams[1].Asked());
        Assert.Contains((await host.TraceAsync(response)).Attempts, attempt => attempt.Provider == "two" && attempt.Reason.Contains("may not receive internal data", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task B75_OnlyModelsThatMayNotReceiveIt_Is403(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync([s_down, s_fine], s_restricted);

        using var response = await host.AskAsync(null, "two/m", body, path);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.All(host.Upstreams, upstream => Assert.Empty(upstream.Asked()));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task B75_FallbackUnknown_Is404BeforeAnyoneIsAsked(string path, string body)
    {
        await using var host = await StrategyHost.StartAsync([s_fine, s_fine]);

        using var response = await host.AskAsync("fallback", "one/m,two/secret", body, path);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.All(host.Upstreams, upstream => Assert.Empty(upstream.Asked()));
    }

    /// <summary>Members by which other gateways take fallbacks mean nothing here.</summary>
    [Theory]
    [InlineData("fallbacks", """["two/m"]""")]
    [InlineData("models", """["one/m","two/m"]""")]
    [InlineData("route", "\"fallback\"")]
    public async Task B75_MembersOfTheBody_ChooseNobody(string name, string value)
    {
        await using var host = await StrategyHost.StartAsync([s_down, s_fine]);

        using var response = await host.AskAsync(null, null, $$"""{"{{name}}":{{value}},"model":"one/m","messages":[{"role":"user","content":"Hello"}]}""");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Empty(host.Upstreams[1].Asked());
    }
}
