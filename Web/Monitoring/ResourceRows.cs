using Switchyard.Contracts.Health;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Monitoring;

/// <summary>Builds the overview's rows from what the services said. Stores have no HTTP of their own: the AgentHost, which needs them, speaks for them.</summary>
internal static class ResourceRows
{
    public static IReadOnlyList<ResourceState> Build(IReadOnlyList<ServiceReading> readings)
    {
        var names = readings.Select(static reading => reading.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. readings.Select(Row),
            .. readings.Where(static reading => reading.Name == ServiceNames.AgentHost).SelectMany(reading => Stores(reading, names)),
        ];
    }

    private static ResourceState Row(ServiceReading reading) => new(reading.Name, KindOf(reading.Name), HealthOf(reading.Health))
    {
        Detail = reading.Health.Problem ?? WorstCheck(reading.Health.Health),
        Latency = reading.Health.Health is null ? null : reading.Health.Latency,
        Uptime = reading.Health.Health is { UptimeSeconds: > 0 } health ? TimeSpan.FromSeconds(health.UptimeSeconds) : null,
        Requests = reading.Metrics.Requests,
        RequestsPerSecond = reading.Rate.Current,
        Running = reading.Metrics.Running,
        History = reading.Rate.History,
    };

    private static IEnumerable<ResourceState> Stores(ServiceReading agentHost, HashSet<string> services)
    {
        var checks = agentHost.Health.Health?.Checks ?? new Dictionary<string, HealthCheckEntry>();
        return checks
            .Where(check => IsStore(check.Key) && !services.Contains(check.Key))
            .OrderBy(static check => check.Key, StringComparer.Ordinal)
            .Select(static check => new ResourceState(check.Key, ResourceKind.Store, Parse(check.Value.Status))
            {
                Detail = Parse(check.Value.Status) == ResourceHealth.Healthy ? null : check.Value.Description,
                Latency = TimeSpan.FromMilliseconds(check.Value.DurationMs),
            });
    }

    private static bool IsStore(string check) => check is "postgres" or "cache";

    private static ResourceKind KindOf(string name) => name switch
    {
        ServiceNames.Web => ResourceKind.Web,
        ServiceNames.Router => ResourceKind.Router,
        ServiceNames.AgentHost => ResourceKind.Agents,
        _ => ResourceKind.Node,
    };

    private static ResourceHealth HealthOf(HealthReading reading)
        => reading.Health is { } health ? Parse(health.Status) : ResourceHealth.Unreachable;

    private static ResourceHealth Parse(string status)
        => Enum.TryParse<ResourceHealth>(status, ignoreCase: true, out var health) ? health : ResourceHealth.Unknown;

    private static string? WorstCheck(ServiceHealth? health)
        => health?.Checks
            .Where(static check => Parse(check.Value.Status) != ResourceHealth.Healthy)
            .OrderByDescending(static check => Parse(check.Value.Status))
            .Select(static check => $"{check.Key}: {check.Value.Description ?? check.Value.Status}")
            .FirstOrDefault();
}
