namespace Switchyard.Agents.Graphs.Effects;

/// <summary>How a call ended: with a result as JSON, or with an error.</summary>
internal sealed record CallOutcome(ReadOnlyMemory<byte> Result, string? Error);
