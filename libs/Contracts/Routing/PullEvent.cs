namespace Switchyard.Contracts.Routing;

/// <summary>One event of <c>POST /v1/models/pull</c>; see <see cref="PullEventTypes"/>.</summary>
public sealed record PullEvent
{
    /// <summary>Gets the pull's id, by which it can be cancelled.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the model that is pulled, as <c>/v1/models</c> names it.</summary>
    public required string Model { get; init; }

    /// <summary>Gets what the provider does now, in its words.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the address, where the provider has several.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Gets the file that is fetched.</summary>
    public string? Digest { get; init; }

    /// <summary>Gets how many bytes are there, of all files known so far.</summary>
    public long? Completed { get; init; }

    /// <summary>Gets how many bytes these files have.</summary>
    public long? Total { get; init; }

    /// <summary>Gets the share that is there, from 0 to 100.</summary>
    public double? Percent { get; init; }
}
