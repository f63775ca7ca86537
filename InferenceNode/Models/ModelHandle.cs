using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>A loaded model and the requests that hold it. Once closed it gives out no more leases and waits for those it gave.</summary>
internal sealed class ModelHandle(IServedModel model, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _lastUsed = time.GetUtcNow();
    private int _leases;
    private bool _closed;

    public IServedModel Model { get; } = model;

    /// <summary>Gets a task that ends when the handle is closed and the last lease was given back.</summary>
    public Task Drained => _drained.Task;

    public int Leases => Volatile.Read(ref _leases);

    /// <summary>Gets when a request last got or gave back the model; now while one has it.</summary>
    public DateTimeOffset LastUsed
    {
        get
        {
            lock (_lock)
            {
                return _leases > 0 ? time.GetUtcNow() : _lastUsed;
            }
        }
    }

    public ModelLease? TryAcquire()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return null;
            }

            _leases++;
            return new ModelLease(this);
        }
    }

    /// <summary>Closes the handle if no request has the model.</summary>
    public bool TryCloseIdle()
    {
        lock (_lock)
        {
            return _leases == 0 && CloseLocked();
        }
    }

    /// <summary>Closes the handle, whoever has the model.</summary>
    public bool Close()
    {
        lock (_lock)
        {
            return CloseLocked();
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _leases--;
            _lastUsed = time.GetUtcNow();
            Settle();
        }
    }

    private bool CloseLocked()
    {
        if (_closed)
        {
            return false;
        }

        _closed = true;
        Settle();
        return true;
    }

    private void Settle()
    {
        if (_closed && _leases == 0)
        {
            _drained.TrySetResult();
        }
    }
}
