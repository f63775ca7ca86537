using Switchyard.Router.Forwarding;
using Switchyard.Router.PersonalData;
using Switchyard.Router.Routing;

namespace Switchyard.Router.DataClasses;

/// <summary>Keeps requests from providers that may not have them. All requests that a model serves pass here, however they were planned.</summary>
internal sealed class SendingPolicy(DataClassPolicy dataClasses, PersonalDataPolicy personalData)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may have the request, or says why none may.</summary>
    public RoutePlan Restrict(HttpContext context, RoutePlan plan, ForwardRequest request) =>
        personalData.Restrict(context, dataClasses.Restrict(context, TaskPolicy.Restrict(plan, request), request), request);

    /// <summary>Does the same once more for a request whose files became text since.</summary>
    /// <param name="context">The caller's request.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The request as it was.</param>
    /// <param name="now">The request as it is; the same where nothing became text.</param>
    public RoutePlan RestrictText(HttpContext context, RoutePlan plan, ForwardRequest before, ForwardRequest now) =>
        ReferenceEquals(before, now) ? plan : personalData.Restrict(context, plan, now);
}
