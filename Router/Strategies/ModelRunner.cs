using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Structures;

namespace Switchyard.Router.Strategies;

/// <summary>Serves a request by one model's plan: as it is, or with answers that are checked, whichever strategy asks.</summary>
internal sealed class ModelRunner(FailoverForwarder failover, StructuredOutput structured) : IModelRunner
{
    public Task<FailoverResult> RunAsync(HttpContext context, RoutePlan plan, ForwardRequest request, RequestTrace trace) =>
        request.Format is null ? failover.RunAsync(context, plan, request, trace) : structured.RunAsync(context, plan, request, request.Format, trace);
}
