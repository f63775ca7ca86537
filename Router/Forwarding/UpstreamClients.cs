using System.Net;
using Microsoft.Extensions.Options;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Forwarding;

/// <summary>The pooled connections to upstreams, shared by all requests.</summary>
internal sealed class UpstreamClients : IDisposable
{
    private readonly CallerAddresses _callers;
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _outside;

    public UpstreamClients(IOptions<RouterOptions> options, CallerAddresses callers, UpstreamNames names)
    {
        _callers = callers;
        _direct = Create(options.Value.Forwarding, names, useProxy: false);
        _outside = Create(options.Value.Forwarding, names, useProxy: true);
    }

    /// <summary>Gets the connections for <paramref name="provider"/>: this machine is reached directly, everything else through the environment's proxy, and what a caller named through a guard.</summary>
    public HttpMessageInvoker For(ProviderConfig provider) =>
        provider.Kind == ProviderKind.Caller ? _callers.Invoker
        : provider.Kind == ProviderKind.Endpoint && !provider.Endpoints.All(endpoint => endpoint.Root.IsLoopback) ? _outside : _direct;

    public void Dispose()
    {
        _direct.Dispose();
        _outside.Dispose();
    }

    private static HttpMessageInvoker Create(ForwardingOptions options, UpstreamNames names, bool useProxy) => new(new SocketsHttpHandler
    {
        UseProxy = useProxy,
        UseCookies = false,
        // A redirect would carry the provider's key to wherever the upstream points.
        AllowAutoRedirect = false,
        // Compressed event streams get buffered; nothing asks for compression, so nothing has to be undone.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        ConnectCallback = names.ConnectAsync,
        SslOptions = UpstreamTrust.OptionsWith(options.CertificateAuthorities),
        EnableMultipleHttp2Connections = true,
        // What is left of an answer is read on so that its connection can be used again. By default that lasts 2 s, in which an upstream whose caller left goes on.
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(250),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        // Long-lived connections would never notice that a name points elsewhere.
        PooledConnectionLifetime = options.ConnectionLifetime,
    });
}
