namespace Switchyard.Router.Failover;

/// <summary>Leave for one request, and what is learned of the upstream by it. A request that began before the circuit last changed says nothing of how the upstream is now, and takes no probe's place.</summary>
internal sealed class CircuitPass(CircuitBreaker breaker, int period)
{
    /// <summary>Gets or sets in which period of the circuit it counts; under the breaker's lock.</summary>
    public int Period { get; set; } = period;

    /// <summary>Says that the upstream answered.</summary>
    public void Succeed() => breaker.Succeed(this);

    /// <summary>Says that the upstream failed.</summary>
    public void Fail() => breaker.Fail(this);

    /// <summary>Says that nothing was learned: the caller left.</summary>
    public void Leave() => breaker.Leave(this);
}
