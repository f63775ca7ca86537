using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests;

/// <summary>A node that answers in OpenAI's chat completions, a router in front of it, and a caller who speaks something else.</summary>
internal sealed class DialectHost : IAsyncDisposable
{
    private readonly RouterHost _router;

    private DialectHost(FakeUpstream node, RouterHost router)
    {
        (Node, _router, Client) = (node, router, router.CreateClient());
    }

    public FakeUpstream Node { get; }

    public HttpClient Client { get; }

    /// <summary>Gets the body of the only request the node was sent.</summary>
    public string Sent => Assert.Single(Node.Completions()).Body;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<DialectHost> StartAsync(RequestDelegate reply, params (string Key, string? Value)[] settings)
    {
        var node = await FakeUpstream.StartAsync(NodeReplies.With(reply), Token);
        return new DialectHost(node, RouterHost.Start([("services:inference-0:http:0", node.Address), .. settings]));
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body)), HttpCompletionOption.ResponseHeadersRead, Token);

    /// <summary>Sends <paramref name="body"/> and returns the answer, which must be one.</summary>
    public async Task<string> AskAsync(string path, string body)
    {
        using var response = await PostAsync(path, body);
        var text = await response.TextAsync();
        Assert.Equal((200, "application/json", Encoding.UTF8.GetByteCount(text)), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentLength));
        return text;
    }

    /// <summary>Sends <paramref name="body"/> and returns the events of the stream.</summary>
    public async Task<List<SseItem<string>>> StreamAsync(string path, string body)
    {
        using var response = await PostAsync(path, body);
        Assert.Equal((200, "text/event-stream", null), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentLength));
        List<SseItem<string>> events = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            // Both dialects name an event twice, for two kinds of clients.
            Assert.Equal(item.EventType, JsonElement.Parse(item.Data).GetProperty("type").GetString());
            events.Add(item);
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _router.DisposeAsync();
        await Node.DisposeAsync();
    }
}
