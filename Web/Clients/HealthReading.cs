using Switchyard.Contracts.Health;

namespace Switchyard.Web.Clients;

/// <summary>One look at a service's health: what it said, how long the answer took, or why there was none.</summary>
internal sealed record HealthReading(ServiceHealth? Health, TimeSpan Latency, string? Problem);
