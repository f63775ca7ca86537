using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Events;

/// <summary>The last event: how the work ended. Cancellation and a failing model are exceptions instead.</summary>
/// <param name="Error">What stopped the agent; null when it answered.</param>
/// <param name="Iterations">How many times the model was asked.</param>
/// <param name="Usage">The tokens of all model calls.</param>
public sealed record FinishedEvent(string? Error, int Iterations, UsageDetails Usage) : AgentEvent;
