using System.Text;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Plugins;

/// <summary>A router with the sample as its plugin in front of a server that speaks as Cohere does, and of one that takes over where that fails.</summary>
public sealed class PluginFixture : IAsyncLifetime
{
    private FakeUpstream _cohere = null!;
    private FakeUpstream _spare = null!;
    private RouterHost _router = null!;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        _cohere = await FakeUpstream.StartAsync(context => CohereServer.AnswerAsync(context, () => Sent().Body), token);
        _spare = await FakeUpstream.StartAsync(Replies.Chat("The spare one's."), token);
        _router = RouterHost.Start(
            ("Router:Plugins:0", PluginFiles.Cohere),
            ("CO_API_KEY", CohereServer.Key),
            ("CO_API_URL", _cohere.Address),
            ("COHERE_API_KEY", ""),
            ("Router:Providers:wrong-key:Server", "cohere"),
            ("Router:Providers:wrong-key:BaseUrl", _cohere.Address),
            ("Router:Providers:wrong-key:ApiKeyVariable", "WRONG_KEY"),
            ("WRONG_KEY", "co-wrong"),
            ("Router:Providers:wrong-key:Models:0", "command-a"),
            ("Router:Providers:wrong-key:Models:1", "command-r"),
            ("Router:Providers:spare:BaseUrl", $"{_spare.Address}/v1"),
            ("Router:Providers:spare:Models:0", "m"),
            ("Router:Routes:cohere/command-crowded:Fallbacks:0", "spare/m"),
            ("Router:Routes:wrong-key/command-r:Fallbacks:0", "spare/m"));
        Client = _router.CreateClient();
    }

    /// <summary>Gets the last chat request that the server was sent.</summary>
    internal RecordedRequest Sent() => _cohere.Requests.Last(request => request.Method == "POST");

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body)), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _router.DisposeAsync();
        await _spare.DisposeAsync();
        await _cohere.DisposeAsync();
    }
}
