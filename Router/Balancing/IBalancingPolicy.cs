using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>Chooses one of several endpoints that could all serve a request.</summary>
/// <remarks>Thread-safe. What is chosen is not said back: whoever sends the request counts it in the endpoint's load.</remarks>
internal interface IBalancingPolicy
{
    /// <summary>Chooses one of <paramref name="open"/>, at least one, and none of them in trouble if there is another such.</summary>
    BalancingChoice Choose(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open);
}
