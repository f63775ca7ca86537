using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Tracing;

/// <summary>A router that keeps what requests say, and one upstream behind it.</summary>
internal sealed class ContentHost : IAsyncDisposable
{
    private ContentHost(FakeUpstream upstream, RouterHost router)
    {
        (Upstream, Router, Client) = (upstream, router, router.CreateClient());
    }

    public FakeUpstream Upstream { get; }

    public RouterHost Router { get; }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a router with <paramref name="reply"/> as the answer of its only model <c>pocket</c>, which speaks chat completions.</summary>
    public static async Task<ContentHost> StartAsync(RequestDelegate reply, params (string Key, string? Value)[] settings)
    {
        var upstream = await FakeUpstream.StartAsync(NodeReplies.With(reply), Token);
        return new ContentHost(upstream, AdminClient.Start([("services:inference-0:http:0", upstream.Address), ("Router:Tracing:CaptureContent", "true"), .. settings]));
    }

    /// <summary>Sends a request, reads its answer to the end, and gets what was kept.</summary>
    public async Task<RequestContent> AskAsync(string path, string body)
    {
        using var request = RouterRequests.Post(path, Encoding.UTF8.GetBytes(body));
        using var response = await Client.SendAsync(request, Token);
        await response.TextAsync();
        return await ReadAsync(Client, response);
    }

    /// <summary>Gets what was kept of the request that was answered by <paramref name="response"/>.</summary>
    public static async Task<RequestContent> ReadAsync(HttpClient client, HttpResponseMessage response) => (await DescribeAsync(client, response, AdminClient.Key)).Content!;

    /// <summary>Gets what the router says of a request that has ended, or is about to.</summary>
    public static async Task<RequestInfo> DescribeAsync(HttpClient client, HttpResponseMessage response, string? key)
    {
        while (true)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, $"/v1/requests/{response.Headers.GetValues("x-request-id").Single()}");
            if (key is not null)
            {
                question.Headers.Add("x-api-key", key);
            }

            using var answer = await client.SendAsync(question, Token);
            if (await answer.Content.ReadFromJsonAsync(RoutingJsonContext.Default.RequestInfo, Token) is { Outcome: not null } info)
            {
                return info;
            }

            await Task.Yield();
        }
    }

    /// <summary>Writes parts as short lines.</summary>
    public static string[] Lines(ContentText text) =>
        [.. text.Parts.Select(part => $"{(part.Choice is { } choice ? $"#{choice} " : "")}{part.Role} {part.Type}{(part.Name is null ? "" : $" {part.Name}")}: {part.Text}")];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Router.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
