namespace Switchyard.Queue.Workers;

/// <summary>
/// The places of a worker: so many of its jobs run at once, and as many again may have run and wait for their ends to be written, so that the next begin
/// meanwhile and a store that is slow is not given more and more to do.
/// </summary>
internal sealed class WorkerPlaces(int count) : IDisposable
{
    private readonly SemaphoreSlim _running = new(count);
    private readonly SemaphoreSlim _ending = new(count);

    /// <summary>Waits for a place to run and takes all that are free. Returns how many.</summary>
    public async Task<int> TakeAsync(CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
        var free = 1;
        while (_running.Wait(0, CancellationToken.None))
        {
            free++;
        }

        return free;
    }

    /// <summary>Gives back places to run that nothing ran in.</summary>
    public void Release(int free)
    {
        if (free > 0)
        {
            _running.Release(free);
        }
    }

    /// <summary>Runs in a place that was taken and leaves it, for one to end in.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> run)
    {
        try
        {
            var outcome = await run().ConfigureAwait(false);
            await _ending.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            return outcome;
        }
        finally
        {
            _running.Release();
        }
    }

    /// <summary>Ends in the place that <see cref="RunAsync"/> left for.</summary>
    public async Task EndAsync(Func<Task> end)
    {
        try
        {
            await end().ConfigureAwait(false);
        }
        finally
        {
            _ending.Release();
        }
    }

    /// <summary>Waits until nothing runs or waits for its end any more. Nothing may be taken afterwards.</summary>
    public async Task DrainAsync()
    {
        foreach (var places in new[] { _running, _ending })
        {
            for (var i = 0; i < count; i++)
            {
                await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _running.Dispose();
        _ending.Dispose();
    }
}
