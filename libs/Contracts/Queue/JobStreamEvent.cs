using System.Text.Json;

namespace Switchyard.Contracts.Queue;

/// <summary>The data of an event of <c>GET /v1/queue/stream/{id}</c>; what happened is the event's own name, one of <see cref="JobEventTypes"/>.</summary>
public sealed record JobStreamEvent
{
    /// <summary>Gets its number among the job's events, which is also the event's <c>id</c>.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the attempt it belongs to; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets more about it.</summary>
    public required JsonElement Data { get; init; }
}
