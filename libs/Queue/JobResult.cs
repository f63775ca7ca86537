namespace Switchyard.Queue;

/// <summary>What a job led to.</summary>
/// <param name="ContentType">The type of <paramref name="Body"/>.</param>
/// <param name="Body">The result; at most <see cref="QueueOptions.MaxPayloadBytes"/>.</param>
public sealed record JobResult(string ContentType, ReadOnlyMemory<byte> Body);
