using Switchyard.MockUpstream;
using Xunit;

namespace Switchyard.Router.Tests;

/// <summary>
/// Two mock providers, <c>first</c> with the model <c>m</c> and <c>second</c> with <c>n</c>, and a router in front of them: <c>first/m</c> falls back to
/// <c>second/n</c>. What is random is drawn from <c>CHAOS_SEED</c>, or 1, which every test prints.
/// </summary>
internal sealed class MockRouter : IAsyncDisposable
{
    private MockRouter(MockServer first, MockServer second, RouterHost host)
    {
        (First, Second, Host, Client) = (first, second, host, host.CreateClient());
    }

    public MockServer First { get; }

    public MockServer Second { get; }

    public RouterHost Host { get; }

    public HttpClient Client { get; }

    public int Port => Client.BaseAddress!.Port;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<MockRouter> StartAsync(params (string Key, string? Value)[] settings)
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("CHAOS_SEED") ?? "1");
        TestContext.Current.TestOutputHelper?.WriteLine($"CHAOS_SEED={seed}");
        var first = await MockServer.StartAsync(new MockServerOptions { Seed = seed }, Token);
        var second = await MockServer.StartAsync(new MockServerOptions { Seed = seed + 1 }, Token);
        return new MockRouter(first, second, RouterHost.Start(
        [
            ("Router:Providers:first:BaseUrl", $"{first.Address}/v1"),
            ("Router:Providers:first:Models:0", "m"),
            ("Router:Providers:second:BaseUrl", $"{second.Address}/v1"),
            ("Router:Providers:second:Models:0", "n"),
            ("Router:Routes:first/m:Fallbacks:0", "second/n"),
            ("Router:DefaultModel", "first/m"),
            .. settings,
        ]));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
