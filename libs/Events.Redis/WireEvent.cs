using System.Text.Json;

namespace Switchyard.Events.Redis;

/// <summary>An event as the stream keeps it.</summary>
internal sealed record WireEvent(Guid Id, string Topic, DateTimeOffset At, string Source, JsonElement? Data)
{
    /// <summary>Writes an event on one line: what is written has no room for line breaks, whatever the data looked like.</summary>
    public static void Write(Utf8JsonWriter writer, BusEvent busEvent)
    {
        var data = busEvent.Data.ValueKind == JsonValueKind.Undefined ? (JsonElement?)null : busEvent.Data;
        JsonSerializer.Serialize(writer, new WireEvent(busEvent.Id, busEvent.Topic, busEvent.At, busEvent.Source, data), WireJsonContext.Default.WireEvent);
    }

    /// <summary>Reads an event; <see langword="null"/> where it is none.</summary>
    public static BusEvent? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WireJsonContext.Default.WireEvent) is { Source.Length: > 0 } read && TopicPattern.IsTopic(read.Topic)
                ? new BusEvent(read.Topic, read.Data ?? default) { Id = read.Id, At = read.At, Source = read.Source }
                : null;
        }
        catch (JsonException)
        {
            // Somebody else wrote it; it is counted.
            return null;
        }
    }
}
