namespace Switchyard.Contracts.Routing;

/// <summary>What requests carried to a provider, of <c>GET /providers</c>.</summary>
public sealed record EgressInfo
{
    /// <summary>Gets the bytes of the bodies that were sent in the last hour, by the router that was asked.</summary>
    public required long BytesLastHour { get; init; }

    /// <summary>Gets how many may be sent in an hour before an alarm is given; absent where there is none.</summary>
    public long? LimitPerHour { get; init; }

    /// <summary>Gets whether it were more.</summary>
    public required bool IsOver { get; init; }
}
