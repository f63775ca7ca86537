using System.Runtime.ExceptionServices;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Ends the work of this process on a run: because the caller pauses the run, or because the run cannot be worked on here any longer. Safe for concurrent use.</summary>
internal sealed class RunStop : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _source;
    private bool _isDisposed;

    public RunStop(CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _source.Token;
    }

    /// <summary>Fires when the work is to end.</summary>
    public CancellationToken Token { get; }

    /// <summary>Why the run cannot be worked on here; <see langword="null"/> where it can.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>Ends the work; the first reason stays.</summary>
    public void Refuse(Exception reason)
    {
        lock (_gate)
        {
            Refusal ??= reason;
            if (_isDisposed)
            {
                // A call that its node did not await.
                return;
            }
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work came to its end between the two lines above: there is nothing left to stop.
            return;
        }
    }

    public void ThrowIfRefused()
    {
        if (Refusal is { } refusal)
        {
            ExceptionDispatchInfo.Throw(refusal);
        }
    }

    /// <summary>Waits for something without which the run cannot be worked on: where it fails, that is the reason.</summary>
    public async Task RequireAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (Exception exception) when (RefuseBecauseOf(exception))
        {
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _source.Dispose();
    }

    private bool RefuseBecauseOf(Exception reason)
    {
        Refuse(reason);
        return true;
    }
}
