using Switchyard.Agents.Pooling;

namespace Switchyard.Agents.Tools.Pooling;

/// <summary>
/// A tool whose calls are made by instances that are dear to make: a browser, a process, a connection. Each call has one to itself, which is asked before whether it is healthy; one that is
/// not, that throws, or whose call is broken off is retired. The pool grows with demand and shrinks when there is nothing to do. Safe for concurrent use.
/// </summary>
public sealed class ToolPool : ITool, IAsyncDisposable
{
    private readonly InstanceShelf<ITool> _shelf;
    private readonly int _maxCalls;
    private int _calls;

    /// <summary>Initializes a new instance of the <see cref="ToolPool"/> class.</summary>
    /// <param name="definition">What the tool is and takes. Its <see cref="ToolDefinition.Timeout"/> holds for the wait for an instance and the call together.</param>
    /// <param name="options">How instances are kept.</param>
    /// <param name="time">The clock of their idleness.</param>
    public ToolPool(ToolDefinition definition, ToolPoolOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Min);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Max, Math.Max(1, options.Min));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxQueueLength);
        _maxCalls = options.Max + options.MaxQueueLength;

        // Who waits is let in by the pool, and not by the gate that other tools have.
        Definition = definition with { MaxConcurrency = _maxCalls + 1 };
        _shelf = new InstanceShelf<ITool>(
            new ShelfOptions<ITool>
            {
                CreateAsync = options.CreateAsync,
                IsHealthyAsync = options.IsHealthyAsync,
                Min = options.Min,
                Max = options.Max,
                IdleTime = options.IdleTime,
            },
            time);
    }

    /// <inheritdoc/>
    public ToolDefinition Definition { get; }

    /// <summary>Makes the instances that are always kept, so that the first calls need not wait for them.</summary>
    public Task WarmUpAsync(CancellationToken cancellationToken = default) => _shelf.FillAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _calls) > _maxCalls)
        {
            Interlocked.Decrement(ref _calls);
            return ToolResult.Failure($"{Definition.Name} is busy: {_maxCalls} calls of it are under way") with { MayPass = true };
        }

        try
        {
            return await CallAsync(arguments, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    /// <summary>Retires the instances that have nothing to do; those that work are retired when their call is done.</summary>
    public ValueTask DisposeAsync() => _shelf.DisposeAsync();

    private async Task<ToolResult> CallAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var instance = await _shelf.TakeAsync(cancellationToken).ConfigureAwait(false);
        var isFit = false;
        try
        {
            var result = await instance.InvokeAsync(arguments, context, cancellationToken).ConfigureAwait(false);
            isFit = true;
            return result;
        }
        finally
        {
            await _shelf.PutBackAsync(instance, isFit).ConfigureAwait(false);
        }
    }
}
