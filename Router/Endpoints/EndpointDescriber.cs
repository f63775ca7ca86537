using Switchyard.Contracts.Routing;
using Switchyard.Router.Failover;
using Switchyard.Router.Model;

namespace Switchyard.Router.Endpoints;

/// <summary>Says how an endpoint is: what it has to do, and what keeps requests from it.</summary>
internal sealed class EndpointDescriber(UpstreamGuards guards, TimeProvider time)
{
    public EndpointInfo Describe(UpstreamEndpoint endpoint)
    {
        var now = time.GetUtcNow();
        return new EndpointInfo
        {
            Name = endpoint.Config.Name,
            Address = AddressOf(endpoint),
            Status = StatusName(endpoint.State.Status),
            Detail = endpoint.State.Detail,
            Weight = endpoint.Config.Weight,
            SlowStartShare = Math.Round(endpoint.Health.ShareAt(now), 3),
            ActiveRequests = endpoint.Load.Requests,
            OutstandingTokens = endpoint.Load.Tokens,
            EjectedUntil = endpoint.Health.EjectedUntil(now),
            Circuit = CircuitName(guards.For(endpoint).Breaker),
            Draining = endpoint.Health.IsDraining,
        };
    }

    public static string AddressOf(UpstreamEndpoint endpoint) => endpoint.Config.Root.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public static string StatusName(EndpointStatus status) => status switch
    {
        EndpointStatus.Ready => "ready",
        EndpointStatus.Unavailable => "unavailable",
        _ => "unknown",
    };

    private static string CircuitName(CircuitBreaker breaker) => breaker.IsResting ? "open" : breaker.IsOpen ? "half_open" : "closed";
}
