using System.Net.ServerSentEvents;
using System.Text;
using Switchyard.Router.Tests.Administration;
using Xunit;

namespace Switchyard.Router.Tests.Pulls;

/// <summary>How the tests pull, and read what comes of it.</summary>
internal static class PullRequests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> PullAsync(this AdminClient admin, string body, string path = "/v1/models/pull")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "x-api-key", AdminClient.Key } } };
        return await admin.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    public static async Task<List<SseItem<string>>> ReadAsync(this HttpResponseMessage answer)
    {
        List<SseItem<string>> events = [];
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            events.Add(item);
        }

        return events;
    }
}
