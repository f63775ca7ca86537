using System.Text.Json.Nodes;

namespace Switchyard.Tests.Common.Peers;

/// <summary>What a peer said: a result, or why it refused.</summary>
/// <param name="Result">The result; null when it refused.</param>
/// <param name="Error">The refusal, or null.</param>
public sealed record PeerAnswer(JsonNode? Result, string? Error);
