namespace Switchyard.Coalescing;

/// <summary>
/// Makes one call of many that come at the same time: while one is under way, those that come wait and go together in the next. One commit then serves them
/// all, and nobody waits for company where there is none: who comes alone is served without the detour.
/// </summary>
/// <typeparam name="TIn">What is given.</typeparam>
/// <typeparam name="TOut">What is answered.</typeparam>
/// <param name="run">Does it for all, and answers each in the same order.</param>
/// <param name="sizeOf">How large one is.</param>
/// <param name="maxCount">How many go together at most.</param>
/// <param name="maxSize">How large they are together at most, unless a single one is larger.</param>
public sealed class Coalescer<TIn, TOut>(Func<IReadOnlyList<TIn>, Task<IReadOnlyList<TOut>>> run, Func<TIn, long> sizeOf, int maxCount, long maxSize)
{
    private readonly Lock _lock = new();
    private List<(TIn Input, TaskCompletionSource<TOut> Output)> _waiting = [];
    private bool _isRunning;

    /// <summary>Waits for the answer to <paramref name="input"/>. Whoever stops waiting does not undo it: it may have happened.</summary>
    /// <param name="input">What is given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<TOut> AddAsync(TIn input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_isRunning)
            {
                var output = new TaskCompletionSource<TOut>(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((input, output));
                return output.Task.WaitAsync(cancellationToken);
            }

            _isRunning = true;
        }

        return RunAloneAsync(input).WaitAsync(cancellationToken);
    }

    private async Task<TOut> RunAloneAsync(TIn input)
    {
        try
        {
            return (await InvokeAsync([input]).ConfigureAwait(false))[0];
        }
        finally
        {
            HandOn();
        }
    }

    // Those who came meanwhile are not the first one's to wait for.
    private void HandOn()
    {
        lock (_lock)
        {
            _isRunning = _waiting.Count > 0;
            if (_isRunning)
            {
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }
    }

    private async Task RunAsync()
    {
        while (Take() is { } batch)
        {
            var all = InvokeAsync([.. batch.Select(item => item.Input)]);
            await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!all.IsCompletedSuccessfully)
            {
                // Each of them asked, and each is told.
                batch.ForEach(item => item.Output.TrySetException(all.Exception?.InnerException ?? new OperationCanceledException()));
                continue;
            }

            foreach (var (item, output) in batch.Zip(await all.ConfigureAwait(false)))
            {
                item.Output.TrySetResult(output);
            }
        }
    }

    // Whatever it throws, and however early, is those tasks' failure and not the end of this loop.
    private async Task<IReadOnlyList<TOut>> InvokeAsync(IReadOnlyList<TIn> inputs) => await run(inputs).ConfigureAwait(false);

    private List<(TIn Input, TaskCompletionSource<TOut> Output)>? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isRunning = false;
                return null;
            }

            var batch = _waiting;
            var count = CountOf(batch);
            _waiting = batch[count..];
            batch.RemoveRange(count, batch.Count - count);
            return batch;
        }
    }

    private int CountOf(List<(TIn Input, TaskCompletionSource<TOut> Output)> waiting)
    {
        var (count, size) = (1, sizeOf(waiting[0].Input));
        while (count < Math.Min(waiting.Count, maxCount) && (size += sizeOf(waiting[count].Input)) <= maxSize)
        {
            count++;
        }

        return count;
    }
}
