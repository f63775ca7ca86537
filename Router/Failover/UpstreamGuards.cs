using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;

namespace Switchyard.Router.Failover;

/// <summary>The guards by upstream; they go with it.</summary>
internal sealed class UpstreamGuards(IOptions<RouterOptions> options, TimeProvider time)
{
    private readonly ConditionalWeakTable<UpstreamEndpoint, UpstreamGuard> _guards = [];

    public UpstreamGuard For(UpstreamEndpoint endpoint) => _guards.GetValue(
        endpoint, _ => new UpstreamGuard(new CircuitBreaker(options.Value.Breaker, time), new RetryBudget(options.Value.Retries)));
}
