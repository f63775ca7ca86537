using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Row A2: images, whose answers are large.</summary>
public sealed class ImagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tokens-5")]
    [InlineData("huge-8m")]
    public async Task Images_OfAnySize_ArriveWhole(string scenario)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse(scenario));
        using var direct = new HttpClient { BaseAddress = new Uri(router.First.Address) };

        using var response = await router.Client.AskAsync(Ask("first/m"));
        using var own = await direct.AskAsync(Ask("m"));

        Assert.Equal((200, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var answer = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(await own.Content.ReadAsByteArrayAsync(Token), answer);
        Assert.Equal(2, JsonElement.Parse(answer).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Images_LargeAndBrokenOff_BreakOffForTheirCallerToo()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("huge-4m+cut-2m"));

        using var response = await router.Client.AskAsync(Ask("first/m"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("interrupted", (await router.Client.TraceAsync(response)).Outcome);
    }

    [Fact]
    public async Task Images_SmallAndBrokenOff_AreMadeByTheNext()
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("cut-100b"));

        using var response = await router.Client.AskAsync(Ask("first/m"));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
    }

    // The model's name is as long as the other, so that both have as many tokens.
    private static HttpRequestMessage Ask(string model) => PassThroughHost.Json(PassThroughHost.Images, $$"""{"model":"{{model}}","prompt":"A yard","n":2}""");
}
