namespace Switchyard.Router.Failover;

/// <summary>What protects one upstream from too many requests.</summary>
internal sealed record UpstreamGuard(CircuitBreaker Breaker, RetryBudget Budget);
