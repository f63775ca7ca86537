using Switchyard.Router.Configuration;

namespace Switchyard.Router.Failover;

/// <summary>Bounds how many of an upstream's active requests are retries, so that retries cannot keep an upstream down that has too much to do.</summary>
/// <remarks>Source: Envoy's retry budgets.</remarks>
internal sealed class RetryBudget(RetryOptions options)
{
    private int _active;
    private int _retries;

    /// <summary>Begins a request.</summary>
    public void Begin() => Interlocked.Increment(ref _active);

    /// <summary>Ends a request.</summary>
    public void End() => Interlocked.Decrement(ref _active);

    /// <summary>Takes leave for a retry, which <see cref="EndRetry"/> gives back.</summary>
    public bool TryBeginRetry()
    {
        var allowed = Math.Max(options.BudgetFloor, (int)(options.Budget * Volatile.Read(ref _active)));
        if (Interlocked.Increment(ref _retries) <= allowed)
        {
            return true;
        }

        EndRetry();
        return false;
    }

    /// <summary>Ends a retry.</summary>
    public void EndRetry() => Interlocked.Decrement(ref _retries);
}
