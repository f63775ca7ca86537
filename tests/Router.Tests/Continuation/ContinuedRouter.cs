using Switchyard.MockUpstream;
using Xunit;

namespace Switchyard.Router.Tests.Continuation;

/// <summary>Two mock providers, the second of which goes on where the first breaks off: <c>first/m</c> falls back to the model <c>n</c> of a provider that is known under the given id.</summary>
internal sealed class ContinuedRouter : IAsyncDisposable
{
    private ContinuedRouter(MockServer first, MockServer second, RouterHost host)
    {
        (First, Second, Host, Client) = (first, second, host, host.CreateClient());
    }

    public MockServer First { get; }

    public MockServer Second { get; }

    public RouterHost Host { get; }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ContinuedRouter> StartAsync(string second = "vllm", params (string Key, string? Value)[] settings)
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("CHAOS_SEED") ?? "1");
        TestContext.Current.TestOutputHelper?.WriteLine($"CHAOS_SEED={seed}");
        var one = await MockServer.StartAsync(new MockServerOptions { Seed = seed }, Token);
        var two = await MockServer.StartAsync(new MockServerOptions { Seed = seed + 1 }, Token);
        return new ContinuedRouter(one, two, RouterHost.Start(
        [
            ("Router:Providers:first:BaseUrl", $"{one.Address}/v1"),
            ("Router:Providers:first:Models:0", "m"),
            ($"Router:Providers:{second}:BaseUrl", $"{two.Address}/v1"),
            ($"Router:Providers:{second}:Models:0", "n"),
            ("Router:Routes:first/m:Fallbacks:0", $"{second}/n"),
            ("Router:DefaultModel", "first/m"),
            .. settings,
        ]));
    }

    /// <summary>The same where every request asks for continuation.</summary>
    public static async Task<ContinuedRouter> AskingAsync(string second = "vllm", params (string Key, string? Value)[] settings)
    {
        var router = await StartAsync(second, settings);
        router.Client.DefaultRequestHeaders.Add("x-switchyard-on-interruption", "continue");
        return router;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
