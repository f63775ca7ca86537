using Switchyard.MockUpstream.Delivery;
using Switchyard.MockUpstream.Framing;

namespace Switchyard.MockUpstream.Pipeline;

/// <summary>An answer ready to be sent: status, headers, bytes and how they are sent.</summary>
internal sealed record Rendition(int Status, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, Transcript Transcript, DeliveryPlan Plan)
{
    /// <summary>Gets what happens before the end of the body is sent, if all of it is.</summary>
    public Action? Effect { get; init; }
}
