using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Conformance;

/// <summary>One mock that all providers are moved to, and one router that knows them all.</summary>
public sealed class ConformanceFixture : IAsyncLifetime
{
    public const string Text = "Grüße, wie geht es dir heute?";

    private RouterHost _router = null!;

    public MockServer Mock { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Mock = await MockServer.StartAsync(new MockServerOptions(), TestContext.Current.CancellationToken);
        _router = RouterHost.Start(
        [
            .. ConformanceProvider.All.SelectMany(provider => provider.Settings(Mock.Address)),

            // What one test does to a provider must not reach the next.
            ("Router:Breaker:Failures", "1000"),
            ("Router:Forwarding:CoolDown", "00:00:00"),
        ]);
        Client = _router.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _router.DisposeAsync();
        await Mock.DisposeAsync();
    }

    /// <summary>Says how the next requests are answered.</summary>
    public void Answer(Scenario scenario) => Mock.Put("mock-large", scenario);

    /// <summary>Gets the last request that asked for more than a list.</summary>
    public RecordedRequest Last() => Mock.Requests.Last(request => request.Method == "POST");
}
