using Switchyard.Agents.Pooling;

namespace Switchyard.Agents.Composition.Pooling;

/// <summary>The worker of a pool that reads, answers and ends the runs of the others, and takes no task. It is made when it is first needed and replaced when it is no longer healthy.</summary>
internal sealed class PoolClerk(PoolOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private IAgent? _worker;

    /// <summary>Gets the worker. Agents are safe for concurrent calls, so any number may use it at once.</summary>
    /// <exception cref="NotSupportedException">The pool's workers keep no runs that could be read or answered.</exception>
    public async Task<IDurableAgent> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_worker is not null && !await options.IsHealthyAsync(_worker, cancellationToken).ConfigureAwait(false))
            {
                await RetireAsync().ConfigureAwait(false);
            }

            _worker ??= await options.CreateAsync(cancellationToken).ConfigureAwait(false);
            return _worker as IDurableAgent
                ?? throw new NotSupportedException($"The runs of '{_worker.Name}' cannot be read, answered or ended: it is no {nameof(IDurableAgent)}.");
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RetireAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async ValueTask RetireAsync()
    {
        if (Interlocked.Exchange(ref _worker, null) is { } worker)
        {
            await InstanceShelf<IAgent>.DisposeAsync(worker).ConfigureAwait(false);
        }
    }
}
