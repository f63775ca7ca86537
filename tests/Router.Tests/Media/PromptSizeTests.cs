using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Strategies;
using Switchyard.Tests.Common.Media;
using Xunit;

namespace Switchyard.Router.Tests.Media;

/// <summary>An image counts as what its provider takes for it, however many bytes it has.</summary>
public sealed class PromptSizeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chat", 765)]
    [InlineData("gemini", 1032)]
    public async Task Count_WithAnImage_GoesByTheProvidersRule(string dialect, int image)
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "one" }], ("Router:Providers:one:Dialect", dialect));
        var png = SampleMedia.DataUri(SampleMedia.Png(1024, 1024), "image/png");

        var without = await CountAsync(host, """{"type":"text","text":"What is it?"}""");
        var with = await CountAsync(host, $$$"""{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"{{{png}}}"}}""");

        // The part around it is some twenty tokens more.
        Assert.InRange(with - without, image, image + 25);
    }

    [Fact]
    public async Task Context_LargeImage_StillFits()
    {
        await using var host = await StrategyHost.StartAsync([new Scenario { Text = "one" }, new Scenario { Text = "two" }], ("Router:Providers:one:Metadata:m:ContextLength", "2000"), ("Router:Providers:two:Metadata:m:ContextLength", "100000"));
        var png = SampleMedia.DataUri(SampleMedia.Png(64, 64, comment: 100_000), "image/png");

        using var response = await host.AskAsync("fallback", "one/m,two/m", Body($$$"""{"type":"image_url","image_url":{"url":"{{{png}}}"}}"""));

        Assert.Equal("one", StrategyHost.Text(await response.Content.ReadAsStringAsync(Token)));
    }

    private static async Task<int> CountAsync(StrategyHost host, string parts)
    {
        using var response = await host.AskAsync(null, null, Body(parts), "/v1/tokens/count");
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("input_tokens").GetInt32();
    }

    private static string Body(string parts) => $$"""{"model":"one/m","messages":[{"role":"user","content":[{{parts}}]}]}""";
}
