using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Switchyard.MockUpstream.Control;
using Switchyard.MockUpstream.Delivery;
using Switchyard.MockUpstream.Pipeline;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream;

/// <summary>A model provider that answers what it is told to, in four dialects, and fails as it is told to. Thread-safe.</summary>
public sealed class MockServer : IAsyncDisposable
{
    internal const long MaxRequestBodyBytes = 256 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly ScenarioBook _book;
    private readonly RequestLog _log;

    private MockServer(WebApplication app, ScenarioBook book, RequestLog log)
    {
        _app = app;
        _book = book;
        _log = log;
    }

    /// <summary>Gets the address, without a trailing slash.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Gets the remembered requests, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot();

    /// <summary>Starts a server on the loopback address.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ScenarioException">The default scenario has too many faults.</exception>
    public static async Task<MockServer> StartAsync(MockServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var book = new ScenarioBook(options.Default, options.Seed);
        var log = new RequestLog(options.KeepRequests);
        var server = new MockServer(Build(options.Port, book), book, log);
        var pipeline = new MockPipeline(options, book, log);
        var control = new ControlApi(book, log);
        server._app.Run(context => Dispatch(context, pipeline, control));
        await server._app.StartAsync(cancellationToken).ConfigureAwait(false);
        server.Address = server._app.Urls.First();
        return server;
    }

    /// <summary>Answers the next requests with these scenarios, each with one. Requests that ask about models take none.</summary>
    public void Script(params Scenario[] scenarios) => _book.Enqueue(scenarios);

    /// <summary>Puts a scenario under a name, a model's or <c>default</c>, as the control API does.</summary>
    public void Put(string name, Scenario scenario)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(scenario);
        _book.Put(name, scenario);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What is stalled waits for nobody.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static Task Dispatch(HttpContext context, MockPipeline pipeline, ControlApi control)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal) ? control.HandleAsync(context)
            : path == "/" ? context.Response.WriteAsync("Ollama is running", context.RequestAborted)
            : pipeline.HandleAsync(context);
    }

    private static WebApplication Build(int port, ScenarioBook book)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());

        // A flush waits until the socket has taken everything: then nothing is lost when the connection is reset, and what is split stays so.
        builder.WebHost.UseKestrelCore().UseSockets(static sockets =>
        {
            sockets.MaxWriteBufferSize = 1;
            sockets.Backlog = 4096;
        });
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, port, book));
        return builder.Build();
    }

    private static void Configure(KestrelServerOptions kestrel, int port, ScenarioBook book)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => Accept(connection, next, book));
        });
    }

    private static Task Accept(ConnectionContext connection, ConnectionDelegate next, ScenarioBook book)
    {
        if (!book.RefusesConnection())
        {
            return next(connection);
        }

        ClientConnection.Reset(connection);
        return Task.CompletedTask;
    }
}
