namespace Switchyard.Agents.Pooling;

/// <summary>Where a pool's instances are while they have nothing to do. Whoever takes one waits until one is free or may be made; waiting is in order. Those that had nothing to do for long are retired.</summary>
internal sealed class InstanceShelf<T> : IAsyncDisposable
    where T : class
{
    // What a timer can wait; whoever waits longer is looked after in between.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly ShelfOptions<T> _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;
    private readonly ITimer _timer;

    // Who was put back last is taken first, so that the others grow old.
    private readonly List<(T Instance, long Since)> _idle = [];
    private int _count;
    private bool _isDisposed;

    public InstanceShelf(ShelfOptions<T> options, TimeProvider time)
    {
        (_options, _time, _places) = (options, time, new SemaphoreSlim(options.Max));

        // What an instance throws while it is retired is nobody's failure.
        _timer = time.CreateTimer(static shelf => _ = ((InstanceShelf<T>)shelf!).RetireOldAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        List<T> taken = [];
        try
        {
            while (taken.Count < _options.Min)
            {
                taken.Add(await TakeAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            foreach (var instance in taken)
            {
                await PutBackAsync(instance, isFit: true).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes an instance that is healthy.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> TakeAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        T? instance = null;
        try
        {
            instance = await FindHealthyAsync(cancellationToken).ConfigureAwait(false) ?? await MakeAsync(cancellationToken).ConfigureAwait(false);
            return instance;
        }
        finally
        {
            if (instance is null)
            {
                _places.Release();
            }
        }
    }

    /// <summary>Gives an instance back, or retires it where it is not fit any longer.</summary>
    public async Task PutBackAsync(T instance, bool isFit)
    {
        try
        {
            if (!isFit || !TryShelve(instance))
            {
                await RetireAsync(instance).ConfigureAwait(false);
            }
        }
        finally
        {
            _places.Release();
        }

        await RetireOldAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        T[] instances;
        lock (_gate)
        {
            _isDisposed = true;
            instances = [.. _idle.Select(idle => idle.Instance)];
            _idle.Clear();
        }

        foreach (var instance in instances)
        {
            await RetireAsync(instance).ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of what an instance holds.</summary>
    public static async ValueTask DisposeAsync(T instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private async Task<T?> FindHealthyAsync(CancellationToken cancellationToken)
    {
        while (TakeIdle() is { } instance)
        {
            if (await IsHealthyAsync(instance, cancellationToken).ConfigureAwait(false))
            {
                return instance;
            }

            await RetireAsync(instance).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return null;
    }

    private async Task<bool> IsHealthyAsync(T instance, CancellationToken cancellationToken)
    {
        try
        {
            return await _options.IsHealthyAsync(instance, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One that cannot even be asked is not healthy; a caller who cancelled is told so afterwards.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task<T> MakeAsync(CancellationToken cancellationToken)
    {
        var instance = await _options.CreateAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _count);
        return instance;
    }

    private bool TryShelve(T instance)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _idle.Add((instance, _time.GetTimestamp()));
            }

            return !_isDisposed;
        }
    }

    private T? TakeIdle()
    {
        lock (_gate)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var instance = _idle[^1].Instance;
            _idle.RemoveAt(_idle.Count - 1);
            return instance;
        }
    }

    private async Task RetireOldAsync()
    {
        foreach (var old in TakeOld())
        {
            await RetireAsync(old).ConfigureAwait(false);
        }
    }

    private List<T> TakeOld()
    {
        List<T> old = [];
        lock (_gate)
        {
            while (_idle.Count > 0 && _count - old.Count > _options.Min && _time.GetElapsedTime(_idle[0].Since) >= _options.IdleTime)
            {
                old.Add(_idle[0].Instance);
                _idle.RemoveAt(0);
            }

            if (_idle.Count > 0 && _count - old.Count > _options.Min && !_isDisposed)
            {
                var left = _options.IdleTime - _time.GetElapsedTime(_idle[0].Since);
                _timer.Change(TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, s_longestWait.Ticks)), Timeout.InfiniteTimeSpan);
            }
        }

        return old;
    }

    private async ValueTask RetireAsync(T instance)
    {
        Interlocked.Decrement(ref _count);
        await DisposeAsync(instance).ConfigureAwait(false);
    }
}
