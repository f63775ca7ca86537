using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>What one caller may take of a service. All of it is set here, so that a new version of Kestrel changes none of it unnoticed.</summary>
internal static class ServerLimits
{
    private const int Kilobyte = 1024;

    // Kestrel takes a bare line feed for the end of a header line, which other servers do not: enough to hide a request from one of them.
    private const string StrictLineEnds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    public static void Apply(KestrelServerOptions kestrel, IOptions<ServiceDefaultsOptions> defaults)
    {
        AppContext.SetSwitch(StrictLineEnds, true);
        kestrel.AddServerHeader = false;
        LimitConnections(kestrel.Limits, defaults.Value);
        LimitRequests(kestrel.Limits, defaults.Value);
        LimitHttp2(kestrel.Limits.Http2);
    }

    private static void LimitConnections(KestrelServerLimits limits, ServiceDefaultsOptions defaults)
    {
        limits.MaxConcurrentConnections = defaults.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = defaults.MaxConnections;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
    }

    private static void LimitRequests(KestrelServerLimits limits, ServiceDefaultsOptions defaults)
    {
        limits.MaxRequestLineSize = 8 * Kilobyte;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestHeadersTotalSize = 32 * Kilobyte;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.MaxRequestBodySize = defaults.MaxRequestBodyBytes;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    // Envoy's values for a server on the edge. Without TLS, HTTP/2 is not spoken at all.
    private static void LimitHttp2(Http2Limits limits)
    {
        limits.MaxStreamsPerConnection = 100;
        limits.InitialStreamWindowSize = 64 * Kilobyte;
        limits.InitialConnectionWindowSize = Kilobyte * Kilobyte;
        limits.MaxFrameSize = 16 * Kilobyte;
        limits.HeaderTableSize = 4 * Kilobyte;
        limits.MaxRequestHeaderFieldSize = 32 * Kilobyte;
        limits.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
