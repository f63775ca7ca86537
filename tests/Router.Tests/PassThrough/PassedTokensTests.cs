using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Model;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Row A2: the tokens that providers report of sound and images are counted, and teach nothing about texts.</summary>
public sealed class PassedTokensTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PassThroughHost.Transcriptions, "")]
    [InlineData(PassThroughHost.Images, "")]
    [InlineData(PassThroughHost.Images, "huge-2m")]
    public async Task Tokens_OfAnAnswer_AreInTheTraceAndTheMetrics(string path, string fault)
    {
        // Routers of other tests count in the same place.
        var model = $"m{fault}-{path.Length}";
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:Models:1", model));
        router.First.Put(model, (fault.Length == 0 ? new Scenario { Text = "Hello yard" } : Scenario.Parse(fault)) with { Usage = new ScriptedUsage { Input = 90, Output = 5000 } });
        var estimate = router.Host.Services.GetRequiredService<ModelRegistry>().ById["first"].Estimate;
        var before = (estimate.AnswerTokens, estimate.PromptTokens(1000));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "first/" + model));
        await response.Content.ReadAsByteArrayAsync(Token);

        var attempt = Assert.Single((await router.Client.TraceAsync(response)).Attempts);
        Assert.Equal((90, 5000), (attempt.PromptTokens, attempt.CompletionTokens));
        Assert.Equal("90, 5000", string.Join(", ", await CountAsync(router.Client, $"model=\"first/{model}\"")));
        Assert.Equal(before, (estimate.AnswerTokens, estimate.PromptTokens(1000)));
    }

    /// <summary>Some count seconds. These are no tokens, and none is not zero.</summary>
    [Fact]
    public async Task Seconds_OfAnAnswer_AreNoTokens()
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Form("first/m", PassThroughHost.Recording, fields: ("response_format", "verbose_json")));

        Assert.Contains("\"type\":\"duration\"", await response.TextAsync(), StringComparison.Ordinal);
        var attempt = Assert.Single((await router.Client.TraceAsync(response)).Attempts);
        Assert.Equal((null, null), (attempt.PromptTokens, attempt.CompletionTokens));
    }

    private static async Task<int[]> CountAsync(HttpClient client, string model)
    {
        var lines = (await client.GetStringAsync("/metrics", Token)).Split('\n').Where(line => line.StartsWith("switchyard_router_tokens", StringComparison.Ordinal) && line.Contains(model, StringComparison.Ordinal)).ToList();
        return [.. ((string[])["prompt", "completion"]).Select(type => int.Parse(Assert.Single(lines, line => line.Contains($"type=\"{type}\"", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture))];
    }
}
