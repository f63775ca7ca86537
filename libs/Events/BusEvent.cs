using System.Text.Json;

namespace Switchyard.Events;

/// <summary>Something that happened, told to whoever wants to know.</summary>
/// <param name="Topic">What it is about: words with dots between, like <c>runs.5f2c.ended</c>. See <see cref="TopicPattern"/>.</param>
/// <param name="Data">What there is to know.</param>
public sealed record BusEvent(string Topic, JsonElement Data)
{
    /// <summary>Gets the event's name, the same in every process. Default: the bus gives it one.</summary>
    public Guid Id { get; init; }

    /// <summary>Gets its place among the events of the bus it was read from, from 1; set by that bus.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets when it happened. Default: when it was published.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets the bus on which it was published first. Default: this one.</summary>
    public string Source { get; init; } = "";
}
