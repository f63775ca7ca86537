namespace Switchyard.Contracts.Routing;

/// <summary>One event of <c>GET /v1/requests/events</c>: a step of a request, without what the request said.</summary>
public sealed record RequestEvent
{
    /// <summary>Gets the step: <c>plan</c>, <c>attempt</c>, <c>first_byte</c>, <c>attempt_end</c>, <c>end</c>; or <c>dropped</c>, which is none.</summary>
    public required string Type { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the request's id; absent in <c>dropped</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the model strings in the order they will be tried; of <c>plan</c>.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>Gets the attempt as it is known so far; of <c>attempt</c>, also where the candidate was left out, and of <c>attempt_end</c>.</summary>
    public AttemptInfo? Attempt { get; init; }

    /// <summary>Gets how the request ended; of <c>end</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets how long the request took, in milliseconds; of <c>end</c>.</summary>
    public double? DurationMs { get; init; }

    /// <summary>Gets how many events this reader was too slow for since the last; of <c>dropped</c>.</summary>
    public long? Count { get; init; }
}
