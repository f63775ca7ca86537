using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Strategies;

/// <summary>Serves a request by one model's plan.</summary>
internal interface IModelRunner
{
    /// <summary>Serves <paramref name="request"/> by <paramref name="plan"/>, which has at least one candidate. Nothing was written where the result has an error.</summary>
    Task<FailoverResult> RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request, RequestTrace trace);
}
