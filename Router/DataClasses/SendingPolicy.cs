using Switchyard.Router.Forwarding;
using Switchyard.Router.Routing;

namespace Switchyard.Router.DataClasses;

/// <summary>Keeps requests from providers that may not have them. All requests that a model serves pass here, however they were planned.</summary>
internal sealed class SendingPolicy(DataClassPolicy dataClasses)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may have the request, or says why none may.</summary>
    public RoutePlan Restrict(HttpContext context, RoutePlan plan, ForwardRequest request) => dataClasses.Restrict(context, TaskPolicy.Restrict(plan, request), request);
}
