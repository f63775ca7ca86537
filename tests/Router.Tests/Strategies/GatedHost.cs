using System.Text;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>Upstreams that speak when a test lets them, <c>one/m</c>, <c>two/m</c> …, behind a router.</summary>
internal sealed class GatedHost : IAsyncDisposable
{
    private static readonly string[] s_names = ["one", "two", "three"];

    private readonly List<FakeUpstream> _upstreams;
    private readonly RouterHost _router;

    private GatedHost(List<FakeUpstream> upstreams, RouterHost router)
    {
        (_upstreams, _router, Client) = (upstreams, router, router.CreateClient());
    }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GatedHost> StartAsync(RequestDelegate[] replies, params (string Key, string? Value)[] settings)
    {
        List<FakeUpstream> upstreams = [];
        List<(string, string?)> all = [.. settings];
        foreach (var reply in replies)
        {
            var upstream = await FakeUpstream.StartAsync(context => context.Request.Method == "GET" ? Replies.Json("{}", 404)(context) : reply(context), Token);
            all.Add(($"Router:Providers:{s_names[upstreams.Count]}:BaseUrl", upstream.Address + "/v1"));
            all.Add(($"Router:Providers:{s_names[upstreams.Count]}:Models:0", "m"));
            upstreams.Add(upstream);
        }

        return new GatedHost(upstreams, RouterHost.Start([.. all]));
    }

    /// <summary>A stream that says <paramref name="before"/>, then, once <paramref name="gate"/> opens, <paramref name="after"/>.</summary>
    public static RequestDelegate Stream(Task gate, string[] before, params string[] after) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        foreach (var data in before)
        {
            await WriteAsync(context, data);
        }

        await gate.WaitAsync(context.RequestAborted);
        foreach (var data in after)
        {
            await WriteAsync(context, data);
        }
    };

    /// <summary>The events that end a stream.</summary>
    public static string[] End(int tokens) =>
        [Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]"""), Replies.Chunk("[]", $$""","usage":{"prompt_tokens":2,"completion_tokens":{{tokens}},"total_tokens":{{2 + tokens}}}"""), "[DONE]"];

    public Task<HttpResponseMessage> AskAsync(string models, string body, CancellationToken? cancellationToken = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-switchyard-strategy", "parallel");
        request.Headers.Add("x-switchyard-models", models);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken ?? Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _router.DisposeAsync();
        foreach (var upstream in _upstreams)
        {
            await upstream.DisposeAsync();
        }
    }

    private static async Task WriteAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
