using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Switchyard.Router.Tests.Faults;

/// <summary>An upstream behind TLS, with a certificate made here that nobody has reason to trust.</summary>
internal sealed class TlsUpstream(WebApplication app, X509Certificate2 certificate) : IAsyncDisposable
{
    private int _requests;

    public string Address { get; private set; } = string.Empty;

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<TlsUpstream> StartAsync(DateTimeOffset notBefore, DateTimeOffset notAfter, CancellationToken cancellationToken)
    {
        var certificate = CreateCertificate(notBefore, notAfter);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var upstream = new TlsUpstream(app, certificate);
        app.Run(upstream.AnswerAsync);
        await app.StartAsync(cancellationToken);
        upstream.Address = $"https://localhost:{new Uri(app.Urls.First()).Port}";
        return upstream;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 CreateCertificate(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(notBefore, notAfter);
    }

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        return Task.CompletedTask;
    }
}
