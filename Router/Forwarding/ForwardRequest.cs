using Switchyard.Router.Routing;
using Switchyard.Router.Translation;

namespace Switchyard.Router.Forwarding;

/// <summary>A request ready to be sent, to one upstream after the other if it must.</summary>
/// <param name="Operation">Where it goes.</param>
/// <param name="Body">The caller's bytes, unchanged.</param>
/// <param name="Model">Where in them the model is named.</param>
/// <param name="ModelName">What the caller wrote there.</param>
/// <param name="Hints">What its headers say of where it may go.</param>
internal sealed record ForwardRequest(UpstreamOperation Operation, ReadOnlyMemory<byte> Body, ModelMember Model, string? ModelName, RouteHints Hints)
{
    /// <summary>Gets the request as it was read; <see langword="null"/> where every upstream is sent the caller's bytes.</summary>
    public CallerRequest? Caller { get; init; }
}
