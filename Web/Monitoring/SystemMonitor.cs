using Microsoft.Extensions.Options;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Monitoring;

/// <summary>
/// Looks at all services and keeps their recent request rates. It works only when a page asks, and pages that ask within one
/// refresh interval share a look: many open tabs cost the services no more than one.
/// </summary>
internal sealed class SystemMonitor(ServiceCatalog catalog, IServiceScopeFactory scopes, IOptions<WebOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, RequestRate> _rates = new(StringComparer.Ordinal);
    private SystemSnapshot? _latest;

    /// <summary>Gets the last snapshot, however old.</summary>
    public SystemSnapshot? Latest => Volatile.Read(ref _latest);

    public async Task<SystemSnapshot> LookAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_latest is { } latest && time.GetUtcNow() - latest.At < options.Value.RefreshInterval * 0.8)
            {
                return latest;
            }

            var fresh = await ReadAllAsync(cancellationToken);
            Volatile.Write(ref _latest, fresh);
            return fresh;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<SystemSnapshot> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<MonitoringClient>();
        string[] names = [ServiceNames.Web, .. catalog.Names];
        var readings = await Task.WhenAll(names.Select(name => ReadAsync(client, name, cancellationToken)));
        return new SystemSnapshot(time.GetUtcNow(), ResourceRows.Build(readings));
    }

    private async Task<ServiceReading> ReadAsync(MonitoringClient client, string name, CancellationToken cancellationToken)
    {
        var metricsAsked = client.GetMetricsAsync(name, ServiceMetrics.Prefixes, cancellationToken);
        var health = await client.GetHealthAsync(name, cancellationToken);
        var metrics = ServiceMetrics.From(await metricsAsked);
        return new ServiceReading(name, health, metrics, Observe(name, metrics.Requests));
    }

    private RequestRate Observe(string name, long? requests)
    {
        RequestRate rate;
        lock (_rates)
        {
            if (!_rates.TryGetValue(name, out rate!))
            {
                rate = _rates[name] = new RequestRate(time);
            }
        }

        if (requests is { } count)
        {
            rate.Observe(count);
        }

        return rate;
    }
}
