namespace Switchyard.Agents.Composition.Pooling;

/// <summary>Where a pool's workers are while they have nothing to do. Whoever takes one waits until one is free or may be made; waiting is in order.</summary>
internal sealed class WorkerShelf(PoolOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _places = new(options.Max);

    // Who was put back last is taken first, so that the others grow old.
    private readonly List<(IAgent Worker, long Since)> _idle = [];
    private int _count;
    private bool _isDisposed;

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        List<IAgent> taken = [];
        try
        {
            while (taken.Count < options.Min)
            {
                taken.Add(await TakeAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            foreach (var worker in taken)
            {
                await PutBackAsync(worker, isFit: true).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes a worker that is healthy.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IAgent> TakeAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        IAgent? worker = null;
        try
        {
            worker = await FindHealthyAsync(cancellationToken).ConfigureAwait(false) ?? await MakeAsync(cancellationToken).ConfigureAwait(false);
            return worker;
        }
        finally
        {
            if (worker is null)
            {
                _places.Release();
            }
        }
    }

    /// <summary>Gives a worker back, or retires it where it is not fit any longer.</summary>
    public async Task PutBackAsync(IAgent worker, bool isFit)
    {
        try
        {
            if (!isFit || !TryShelve(worker))
            {
                await RetireAsync(worker).ConfigureAwait(false);
            }
        }
        finally
        {
            _places.Release();
        }

        foreach (var old in TakeOld())
        {
            await RetireAsync(old).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        IAgent[] workers;
        lock (_gate)
        {
            _isDisposed = true;
            workers = [.. _idle.Select(idle => idle.Worker)];
            _idle.Clear();
        }

        foreach (var worker in workers)
        {
            await RetireAsync(worker).ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of what a worker holds.</summary>
    public static async ValueTask DisposeAsync(IAgent worker)
    {
        if (worker is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (worker as IDisposable)?.Dispose();
        }
    }

    private async Task<IAgent?> FindHealthyAsync(CancellationToken cancellationToken)
    {
        while (TakeIdle() is { } worker)
        {
            var isHealthy = false;
            try
            {
                isHealthy = await options.IsHealthyAsync(worker, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (!isHealthy)
                {
                    await RetireAsync(worker).ConfigureAwait(false);
                }
            }

            if (isHealthy)
            {
                return worker;
            }
        }

        return null;
    }

    private async Task<IAgent> MakeAsync(CancellationToken cancellationToken)
    {
        var worker = await options.CreateAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _count);
        return worker;
    }

    private bool TryShelve(IAgent worker)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _idle.Add((worker, time.GetTimestamp()));
            }

            return !_isDisposed;
        }
    }

    private IAgent? TakeIdle()
    {
        lock (_gate)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var worker = _idle[^1].Worker;
            _idle.RemoveAt(_idle.Count - 1);
            return worker;
        }
    }

    private List<IAgent> TakeOld()
    {
        List<IAgent> old = [];
        lock (_gate)
        {
            while (_idle.Count > 0 && _count - old.Count > options.Min && time.GetElapsedTime(_idle[0].Since) > options.IdleTime)
            {
                old.Add(_idle[0].Worker);
                _idle.RemoveAt(0);
            }
        }

        return old;
    }

    private async ValueTask RetireAsync(IAgent worker)
    {
        Interlocked.Decrement(ref _count);
        await DisposeAsync(worker).ConfigureAwait(false);
    }
}
