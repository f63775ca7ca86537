using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Switchyard.Tests.Common.Upstreams;

/// <summary>Stands for a model provider: a real Kestrel on a free loopback port that answers what <see cref="Handler"/> says and remembers what it was sent.</summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeUpstream(WebApplication app, RequestDelegate handler)
    {
        _app = app;
        Handler = handler;
    }

    /// <summary>Gets or sets what answers every request; see <see cref="Replies"/>.</summary>
    public RequestDelegate Handler { get; set; }

    /// <summary>Gets the requests so far, oldest first.</summary>
    public ConcurrentQueue<RecordedRequest> Requests { get; } = [];

    /// <summary>Gets the address, without a trailing slash.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Gets the root of the API, <c>…/v1</c>.</summary>
    public Uri Endpoint => new(Address + "/v1");

    /// <summary>Starts a server; <paramref name="port"/> is for one that comes back where another was, <paramref name="host"/> for one that moves.</summary>
    public static async Task<FakeUpstream> StartAsync(RequestDelegate handler, CancellationToken cancellationToken, int port = 0, string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:{port}");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        var app = builder.Build();
        var server = new FakeUpstream(app, handler);
        app.Run(server.AnswerAsync);
        await app.StartAsync(cancellationToken);
        server.Address = app.Urls.First();
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Requests a test left hanging must not hold up its end.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Requests.Enqueue(new RecordedRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            System.Text.Encoding.UTF8.GetString(body.ToArray())));
        await Handler(context);
    }
}
