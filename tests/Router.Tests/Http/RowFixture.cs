using System.Text;
using Switchyard.MockUpstream.Recording;
using Switchyard.Tests.Common.Http;
using Xunit;

namespace Switchyard.Router.Tests.Http;

/// <summary>One router and its mock for all rows of a class, and what holds after every row: nothing reached the upstream, and the next caller is served.</summary>
public sealed class RowFixture : IAsyncLifetime
{
    private MockRouter _mock = null!;

    internal HttpClient Client => _mock.Client;

    internal RouterHost Host => _mock.Host;

    internal IReadOnlyList<RecordedRequest> Asked => _mock.First.Asked();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _mock = await MockRouter.StartAsync();

    public ValueTask DisposeAsync() => _mock.DisposeAsync();

    internal Task<string> SendRawAsync(string request) => RawHttp.SendAsync(_mock.Port, request, Token);

    internal Task<HttpResponseMessage> PostAsync(string path, byte[] body) => Client.SendAsync(RouterRequests.Post(path, body), Token);

    internal Task<HttpResponseMessage> PostAsync(string path, string body) => PostAsync(path, Encoding.UTF8.GetBytes(body));

    /// <summary>Asserts that <paramref name="body"/> is refused so, without a word to the upstream, and that the next request is answered.</summary>
    internal async Task AssertRefusedAsync(string path, byte[] body, int status, string code, string? param)
    {
        var asked = Asked.Count;

        using var response = await PostAsync(path, body);

        await response.AssertErrorAsync(status, code, param);
        Assert.Equal(asked, Asked.Count);
        await AssertServesAsync();
    }

    internal async Task AssertServesAsync()
    {
        using var next = await Client.ChatAsync(RouterRequests.Question);
        Assert.Equal(200, (int)next.StatusCode);
    }
}
