using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Switchyard.ServiceDefaults.Discovery;

/// <summary>Resolves <c>{scheme[+scheme]}://[_endpoint.]name</c> with the keys <c>services:{name}:{endpoint or scheme}:{index}</c>, round robin.</summary>
/// <remarks>Thread-safe. AppHost sets the keys as <c>services__{name}__{scheme}__{index}</c>; a changed configuration is seen at once.</remarks>
internal sealed class ServiceEndpoints : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly ConcurrentDictionary<(string Name, string Key), EndpointRing> _rings = new();
    private readonly IDisposable _subscription;

    /// <summary>Initializes a new instance of the <see cref="ServiceEndpoints"/> class over <paramref name="configuration"/>.</summary>
    public ServiceEndpoints(IConfiguration configuration)
    {
        _configuration = configuration;
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, _rings.Clear);
    }

    /// <summary>Answers the address to use for <paramref name="uri"/>, which may be <paramref name="uri"/> itself.</summary>
    /// <exception cref="HttpRequestException">The host is a bare name without a port that no key describes.</exception>
    public Uri Resolve(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var (name, endpoint) = Split(uri.Host);
        var schemes = uri.Scheme.Split('+');
        foreach (var key in endpoint is null ? schemes : [endpoint])
        {
            if (GetRing(name, key).Next() is { } pick)
            {
                return Combine(uri, pick);
            }
        }

        if (endpoint is not null || IsBareName(uri))
        {
            throw NotConfigured(name, endpoint ?? schemes[^1]);
        }

        return schemes.Length == 1 ? uri : new UriBuilder(uri) { Scheme = schemes[0], Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri;
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private static Uri Combine(Uri uri, Uri pick) => new UriBuilder(uri)
    {
        Scheme = pick.Scheme,
        Host = pick.Host,
        Port = pick.Port,
        Path = pick.AbsolutePath.TrimEnd('/') + uri.AbsolutePath,
    }.Uri;

    private static (string Name, string? Endpoint) Split(string host) =>
        host is ['_', .. var rest] && rest.IndexOf('.') is > 0 and var dot ? (rest[(dot + 1)..], rest[..dot]) : (host, null);

    // "http://router" can only be a service; with a port, a dot or as an address it may be a machine of the network.
    private static bool IsBareName(Uri uri) =>
        uri.HostNameType == UriHostNameType.Dns && uri.Port is -1 or 80 or 443 && !uri.Host.Contains('.') && !uri.IsLoopback;

    private static HttpRequestException NotConfigured(string name, string key) => new(
        HttpRequestError.NameResolutionError,
        $"No address is configured for the service '{name}'. Set services__{name}__{key}__0 (or services:{name}:{key}:0) to its URL; AppHost does so for each WithReference.");

    private EndpointRing GetRing(string name, string key) =>
        _rings.GetOrAdd((name, key), static (id, configuration) => EndpointRing.Read(configuration, id.Name, id.Key), _configuration);
}
