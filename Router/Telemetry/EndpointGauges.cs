using System.Diagnostics.Metrics;
using Switchyard.Router.Model;

namespace Switchyard.Router.Telemetry;

/// <summary>What each endpoint has to do and how much it may get, read when somebody asks. There are as many rows as endpoints in the registry, whatever callers send.</summary>
internal static class EndpointGauges
{
    public static void Create(Meter meter, ModelRegistry registry, TimeProvider time)
    {
        meter.CreateObservableGauge("switchyard.router.endpoint.outstanding_tokens", () => Read(registry, static (endpoint, _) => (double)endpoint.Load.Tokens, time), "{token}", "Tokens that an endpoint's requests are likely still to take.");
        meter.CreateObservableGauge("switchyard.router.endpoint.requests", () => Read(registry, static (endpoint, _) => endpoint.Load.Requests, time), "{request}", "Requests under way at an endpoint.");
        meter.CreateObservableGauge("switchyard.router.endpoint.weight", () => Read(registry, WeightOf, time), "{weight}", "The weight an endpoint has now: less while it starts slowly, 0 while it is unavailable, ejected or draining.");
    }

    private static double WeightOf(UpstreamEndpoint endpoint, DateTimeOffset now) =>
        endpoint.State.Status == EndpointStatus.Unavailable || endpoint.Health.IsDraining || endpoint.Health.EjectedUntil(now) is not null ? 0 : endpoint.WeightAt(now);

    private static IEnumerable<Measurement<double>> Read(ModelRegistry registry, Func<UpstreamEndpoint, DateTimeOffset, double> value, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return registry.Providers.SelectMany(provider => provider.Endpoints.Select(endpoint => new Measurement<double>(
            value(endpoint, now), new KeyValuePair<string, object?>("provider", provider.Config.Id), new KeyValuePair<string, object?>("endpoint", endpoint.Config.Name))));
    }
}
