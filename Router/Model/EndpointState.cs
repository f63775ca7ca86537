using System.Collections.Immutable;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Router.Model;

/// <summary>What was last learned of an endpoint.</summary>
/// <param name="Status">Whether it answers.</param>
/// <param name="Models">The models it listed last; <see langword="null"/> until it listed any.</param>
/// <param name="Detail">Why it does not answer, for people.</param>
internal sealed record EndpointState(EndpointStatus Status, ImmutableArray<ModelInfo>? Models, string? Detail)
{
    public static EndpointState Unasked { get; } = new(EndpointStatus.Unknown, null, null);
}
