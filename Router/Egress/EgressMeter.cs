using System.Collections.Concurrent;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Egress;

/// <summary>Measures what requests carry out of the system, by destination, and raises an alarm where a provider gets more in an hour than it should. Nothing is held back for it.</summary>
internal sealed partial class EgressMeter(RouterMetrics metrics, TimeProvider time, ILogger<EgressMeter> logger)
{
    // As many as there were providers; all endpoints that requests name themselves are one.
    private readonly ConcurrentDictionary<string, ProviderEgress> _byProvider = new(StringComparer.Ordinal);

    /// <summary>Counts bytes of a request's body on their way to <paramref name="endpoint"/>.</summary>
    public void Record(ProviderConfig provider, UpstreamEndpoint endpoint, int bytes)
    {
        metrics.RecordEgress(provider, endpoint, bytes);
        var egress = _byProvider.GetOrAdd(provider.Id, static (_, time) => new ProviderEgress(time), time);
        var sum = egress.LastHour.Add(bytes);
        if (provider.EgressLimitPerHour is { } limit && sum > limit && egress.TryAlarm())
        {
            LogOverLimit(provider.Id, endpoint.Config.Root.Host, sum, limit);
        }
    }

    /// <summary>Says what <paramref name="provider"/> was sent.</summary>
    public EgressInfo Describe(ProviderConfig provider)
    {
        var bytes = _byProvider.TryGetValue(provider.Id, out var egress) ? egress.LastHour.Sum : 0;
        return new EgressInfo { BytesLastHour = bytes, LimitPerHour = provider.EgressLimitPerHour, IsOver = bytes > provider.EgressLimitPerHour };
    }

    [LoggerMessage(EventId = EventIds.EgressOverLimit, Level = LogLevel.Warning, Message = "Requests carried {Bytes} bytes to the provider '{ProviderId}' within an hour, last to {Host}, which is more than its EgressLimitPerHour of {Limit}. They are still sent.")]
    private partial void LogOverLimit(string providerId, string host, long bytes, long limit);
}
