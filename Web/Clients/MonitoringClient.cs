using System.Text.Json;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.Health;

namespace Switchyard.Web.Clients;

/// <summary>Reads <c>/health</c> and <c>/metrics</c> of any service, by name. An unhealthy service answers 503 with the same document.</summary>
internal sealed class MonitoringClient(HttpClient http, SelfAddress self, IOptions<WebOptions> options, TimeProvider time)
{
    public async Task<HealthReading> GetHealthAsync(string service, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(options.Value.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await http.GetAsync(Address(service, "health"), either.Token);
            var body = await response.Content.ReadAsStreamAsync(either.Token);
            var health = await JsonSerializer.DeserializeAsync(body, HealthJsonContext.Default.ServiceHealth, either.Token);
            return new HealthReading(health, time.GetElapsedTime(started), null);
        }
        catch (HttpRequestException)
        {
            return Failed(started, ServiceQuery.Unreachable(service));
        }
        catch (JsonException)
        {
            return Failed(started, $"{service} does not speak this system's health format.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(started, $"{service} did not answer within {options.Value.QueryTimeout.TotalSeconds:0.#} s.");
        }
    }

    /// <summary>Gets the samples whose names start with one of <paramref name="prefixes"/>; none when the service does not answer.</summary>
    public async Task<IReadOnlyList<MetricSample>> GetMetricsAsync(string service, IReadOnlyList<string> prefixes, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var text = await http.GetStringAsync(Address(service, "metrics"), either.Token);
            return PrometheusText.Parse(text, prefixes);
        }
        catch (HttpRequestException)
        {
            return [];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private HealthReading Failed(long started, string problem) => new(null, time.GetElapsedTime(started), problem);

    private Uri Address(string service, string path)
        => service == ServiceNames.Web ? new Uri(self.Value, path) : new Uri($"http://{service}/{path}");
}
