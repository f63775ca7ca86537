using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Health;

/// <summary>Ejects those of a provider's endpoints that fail much more than they should, never too many at once: where all fail, it is not they who are to blame.</summary>
/// <remarks>Source: Envoy's outlier detection, with the measure of YARP's passive health checks.</remarks>
internal sealed partial class OutlierDetector(IOptions<RouterOptions> options, TimeProvider time, ILogger<OutlierDetector> logger)
{
    private readonly HealthOptions _options = options.Value.Health;
    private readonly Lock _ejecting = new();

    /// <summary>Learns how a request ended.</summary>
    public void Record(Provider provider, UpstreamEndpoint endpoint, bool isFailure)
    {
        var now = time.GetUtcNow();
        if (endpoint.Health.Count(isFailure, now, _options) && TryEject(provider, endpoint, now))
        {
            LogEjected(endpoint.Config.Name, provider.Config.Id, endpoint.Health.EjectedUntil(now));
        }
    }

    // Two that fail at once must not both take the last place.
    private bool TryEject(Provider provider, UpstreamEndpoint endpoint, DateTimeOffset now)
    {
        lock (_ejecting)
        {
            var count = provider.Endpoints.Length;
            var ejected = provider.Endpoints.Count(other => other.Health.EjectedUntil(now) is not null);
            if (count == 1 || ejected >= Math.Max(1, (int)(_options.MaxEjectedShare * count)) || endpoint.Health.EjectedUntil(now) is not null)
            {
                return false;
            }

            endpoint.Health.Eject(now, _options);
            return true;
        }
    }

    [LoggerMessage(EventId = EventIds.EndpointEjected, Level = LogLevel.Warning, Message = "'{Endpoint}' of provider '{ProviderId}' fails too often and is passed over until {Until}.")]
    private partial void LogEjected(string endpoint, string providerId, DateTimeOffset? until);
}
