using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>What a policy may know of the request it chooses for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Provider">Whose endpoints there are.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Tokens">The tokens its prompt is likely to have.</param>
/// <param name="Turn">A number that is another for each request, to begin with where endpoints are alike.</param>
/// <param name="Now">The time.</param>
internal readonly record struct BalancingRequest(ForwardRequest Request, Provider Provider, string Model, int Tokens, uint Turn, DateTimeOffset Now)
{
    /// <summary>Gets the conversation, for the policy that goes by it; <see langword="null"/> where nothing tells conversations apart.</summary>
    public ulong? Session { get; init; }

    /// <summary>Gets what told, for the request's record.</summary>
    public string? SessionSource { get; init; }

    /// <summary>Gets how long an endpoint would be at work with this request too, by its weight.</summary>
    public double Cost(UpstreamEndpoint endpoint) => (endpoint.Load.Tokens + Tokens) / endpoint.WeightAt(Now);
}
