namespace Switchyard.MockUpstream.Scenarios;

/// <summary>One thing that goes wrong, and for which requests.</summary>
/// <param name="Kind">What goes wrong; says which of the numbers it reads.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Gets the number of tokens before it.</summary>
    public int? After { get; init; }

    /// <summary>Gets a number of bytes: of the body before it, or how large something is.</summary>
    public int? Bytes { get; init; }

    /// <summary>Gets how long; null waits until the caller leaves.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Gets an HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>Gets how <see cref="Time"/> is told with a status.</summary>
    public RetryAfterForm RetryAfter { get; init; }

    /// <summary>Gets the message of an error; null takes the dialect's usual one.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the share of requests it happens to, 0 to 1, drawn from the server's seed.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Gets how many requests it happens to before it is over; null is all.</summary>
    public int? First { get; init; }

    /// <summary>Gets the models it happens to; <c>*</c> stands for any characters; null is all.</summary>
    public string? Model { get; init; }
}
