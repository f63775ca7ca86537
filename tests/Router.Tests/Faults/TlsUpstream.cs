using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Router.Tests.Faults;

/// <summary>An upstream behind TLS, whose certificate may change while it runs.</summary>
internal sealed class TlsUpstream(WebApplication app) : IAsyncDisposable
{
    private int _requests;

    public required X509Certificate2 Certificate { get; set; }

    public string Address { get; private set; } = string.Empty;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Gets the serial numbers of the certificates that were shown, one a connection.</summary>
    public ConcurrentQueue<string> Shown { get; } = [];

    public static async Task<TlsUpstream> StartAsync(X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        TlsUpstream? upstream = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => upstream!.Show())));
        var app = builder.Build();
        upstream = new TlsUpstream(app) { Certificate = certificate };
        app.Run(upstream.AnswerAsync);
        await app.StartAsync(cancellationToken);
        upstream.Address = $"https://localhost:{new Uri(app.Urls.First()).Port}";
        return upstream;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private X509Certificate2 Show()
    {
        Shown.Enqueue(Certificate.SerialNumber);
        return Certificate;
    }

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        return Replies.Stream("trusted", " answer")(context);
    }
}
