using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Configuration;
using Switchyard.Router.Credentials;

namespace Switchyard.Router.Forwarding;

/// <summary>The pooled connections to upstreams, shared by all requests.</summary>
internal sealed class UpstreamClients : IDisposable
{
    private readonly CallerAddresses _callers;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _outside;

    // Tokens are kept as long as the provider's configuration that they are fetched by.
    private readonly ConditionalWeakTable<OAuthConfig, HttpMessageInvoker> _withToken = [];

    public UpstreamClients(IOptions<RouterOptions> options, CallerAddresses callers, UpstreamNames names, TimeProvider time)
    {
        (_callers, _time) = (callers, time);
        _direct = Create(options.Value.Forwarding, names, useProxy: false);
        _outside = Create(options.Value.Forwarding, names, useProxy: true);
    }

    /// <summary>Gets the connections for <paramref name="provider"/>: this machine is reached directly, everything else through the environment's proxy, and what a caller named through a guard. Where tokens are fetched for it each request gets one.</summary>
    /// <remarks>Sending throws <see cref="TokenException"/> where there is no token.</remarks>
    public HttpMessageInvoker For(ProviderConfig provider) =>
        provider.OAuth is { } oauth ? _withToken.GetValue(oauth, config => WithToken(config, WithoutToken(provider))) : WithoutToken(provider);

    public void Dispose()
    {
        _direct.Dispose();
        _outside.Dispose();
    }

    private HttpMessageInvoker WithoutToken(ProviderConfig provider) =>
        provider.Kind == ProviderKind.Caller ? _callers.Invoker
        : provider.Kind == ProviderKind.Endpoint && !provider.Endpoints.All(endpoint => endpoint.Root.IsLoopback) ? _outside : _direct;

    private HttpMessageInvoker WithToken(OAuthConfig config, HttpMessageInvoker provider) =>
        new(new OAuthHandler(provider, new OAuthToken(config, config.TokenUrl.IsLoopback ? _direct : _outside, _time)));

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
