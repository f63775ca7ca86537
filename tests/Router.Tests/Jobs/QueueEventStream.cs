using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>A listener of <c>GET /v1/queue/events</c>.</summary>
internal sealed class QueueEventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private QueueEventStream(HttpResponseMessage answer, Stream stream) => (_answer, _items) = (answer, SseParser.Create(stream).EnumerateAsync(Token).GetAsyncEnumerator(Token));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Begins to listen: what happens from now on is told.</summary>
    public static async Task<QueueEventStream> OpenAsync(HttpClient http, string topic = "jobs.#", string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/queue/events?topic={Uri.EscapeDataString(topic)}");
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var stream = await answer.Content.ReadAsStreamAsync(Token);

        // The comment says that it listens.
        await stream.ReadExactlyAsync(new byte[": keep-alive\n\n".Length], Token);
        return new QueueEventStream(answer, stream);
    }

    /// <summary>Reads so many events; of one queue, where others share the database.</summary>
    public async Task<List<(string Id, string Type, JsonElement Data)>> ReadAsync(int count, string? queue = null)
    {
        List<(string Id, string Type, JsonElement Data)> events = [];
        while (events.Count < count)
        {
            Assert.True(await _items.MoveNextAsync());
            var data = JsonElement.Parse(_items.Current.Data);
            if (queue is null || data.GetProperty("queue").GetString() == queue)
            {
                events.Add((_items.Current.EventId!, _items.Current.EventType, data));
            }
        }

        return events;
    }

    /// <summary>Waits for the next event, if there is one: the stream may end.</summary>
    public ValueTask<bool> MoveNextAsync() => _items.MoveNextAsync();

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _answer.Dispose();
    }
}
