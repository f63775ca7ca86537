namespace Switchyard.Events.Redis;

/// <summary>One entry of the stream.</summary>
/// <param name="Id">Its id in the stream.</param>
/// <param name="Bridge">The bridge that wrote it; empty where none did.</param>
/// <param name="Number">Its place among the bridge's events, from 1.</param>
/// <param name="Event">The event as JSON.</param>
internal readonly record struct StreamEntry(string Id, string Bridge, long Number, byte[] Event);
