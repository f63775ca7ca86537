using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>An answer that breaks off is its upstream's failure, also where the caller's connection, which is broken off for it, is known to be gone at once.</summary>
public sealed class BrokenAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_ThatBreaksOff_IsInterruptedAndNotLeftByItsCaller()
    {
        var body = $$"""{"data":[{"b64_json":"{{new string('A', 600 * 1024)}}""";
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json(body), Token);
        await using var host = RouterHost.Start(
            static services => services.AddTransient<IStartupFilter, ImmediateAborts>(), ("Router:Providers:one:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:one:Models:0", "m"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(PassThroughHost.Images, "one/m"));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("interrupted", (await client.TraceAsync(response)).Outcome);
    }
}
