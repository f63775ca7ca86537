namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>Keeps the last things that happened in memory, to look at when something is wrong. Without content.</summary>
/// <param name="length">How many are kept.</param>
/// <param name="time">The clock.</param>
public sealed class TraceBufferHook(int length, TimeProvider time) : IHook
{
    private readonly Lock _gate = new();
    private readonly Queue<TracedPoint> _traced = new(length);

    /// <inheritdoc/>
    public string Name => "trace-buffer";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points => HookPoints.All;

    /// <inheritdoc/>
    public bool OnlyObserves => true;

    /// <summary>Reads what is kept, oldest first.</summary>
    public IReadOnlyList<TracedPoint> Read()
    {
        lock (_gate)
        {
            return [.. _traced];
        }
    }

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (_gate)
        {
            if (_traced.Count == length)
            {
                _traced.Dequeue();
            }

            _traced.Enqueue(new TracedPoint(time.GetUtcNow(), context.Point, context.RunId, context.Agent, context.Step, context.Node));
        }

        return new(HookResult.Continue);
    }
}
