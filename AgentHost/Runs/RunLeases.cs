namespace Switchyard.AgentHost.Runs;

/// <summary>Keeps the leases of this host's runs and finds those that others have left.</summary>
internal sealed class RunLeases(LiveRuns live, RunClaims claims)
{
    /// <summary>Gives a sign of life, and stops the runs that were cancelled or lost.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var runs = live.All;
        if (runs.Count == 0)
        {
            return;
        }

        var kept = await claims.RenewAsync([.. runs.Select(run => run.Id)], cancellationToken);
        foreach (var run in runs)
        {
            if (!kept.TryGetValue(run.Id, out var cancelled))
            {
                // Either lost, or at rest since the list was made; cancelling a run that rests does nothing.
                run.Cancel(CancelReason.LeaseLost);
            }
            else if (cancelled)
            {
                run.Cancel(CancelReason.Requested);
            }
        }
    }

    /// <summary>Takes over runs that nobody works on.</summary>
    public Task<IReadOnlyList<RunClaim>> TakeLostAsync(int limit, CancellationToken cancellationToken) => claims.TakeLostAsync(limit, cancellationToken);

    /// <summary>Finds runs whose record missed that they no longer wait.</summary>
    public Task MendAsync(CancellationToken cancellationToken) => claims.WakeAnsweredAsync(null, cancellationToken);
}
