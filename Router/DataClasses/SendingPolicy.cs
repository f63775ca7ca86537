using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.PersonalData;
using Switchyard.Router.Routing;

namespace Switchyard.Router.DataClasses;

/// <summary>Keeps requests from providers that may not have them. All requests that a model serves pass here, however they were planned.</summary>
internal sealed class SendingPolicy(DataClassPolicy dataClasses, PersonalDataPolicy personalData)
{
    /// <summary>Leaves those candidates of <paramref name="plan"/> that may have the request, or says why none may.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask<RoutePlan> RestrictAsync(HttpContext context, RoutePlan plan, ForwardRequest request) =>
        personalData.RestrictAsync(context, dataClasses.Restrict(context, TaskPolicy.Restrict(plan, request), request), request);

    /// <summary>Does the same once more for a request whose files became text since.</summary>
    /// <param name="context">The caller's request.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The request as it was.</param>
    /// <param name="now">The request as it is; the same where nothing became text.</param>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public ValueTask<RoutePlan> RestrictTextAsync(HttpContext context, RoutePlan plan, ForwardRequest before, ForwardRequest now) =>
        ReferenceEquals(before, now) ? new(plan) : personalData.RestrictAsync(context, plan, now);

    /// <summary>Leaves those candidates that may have what a model wrote before it is sent on, beside a request that they may have. Whatever sends a model's words to another passes here.</summary>
    /// <param name="context">The caller's request.</param>
    /// <param name="plan">Who might be asked.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="author">Whose model wrote it.</param>
    /// <param name="text">What it wrote.</param>
    public ValueTask<RoutePlan> RestrictWrittenAsync(HttpContext context, RoutePlan plan, ForwardRequest request, ProviderConfig author, string text) =>
        personalData.RestrictWrittenAsync(context, plan, request, author, text);
}
