namespace Switchyard.Agents.Hooks.Dispatch;

/// <summary>Calls one hook so that nothing it does is the run's failure: what it throws is counted, what takes too long is left behind.</summary>
internal sealed class HookRunner(IHook hook, HookPipelineOptions options, TimeProvider time)
{
    private readonly HookCounts _counts = new(hook, options.MaxOverruns);

    // A source of tokens that the last call has given back: a hook that answers at once, as nearly all do, costs no allocation.
    private CancellationTokenSource? _spare;

    // A hook that blocks its thread can only be left behind where the thread is not the run's.
    private volatile bool _blocksItsThread;

    public IHook Hook => hook;

    public bool OnlyObserves { get; } = hook.OnlyObserves;

    public bool MayRunBeside(HookRunner next) => next.OnlyObserves && next.Hook.Priority == hook.Priority;

    public HookStatistics GetStatistics() => _counts.GetStatistics();

    public void Enable() => _counts.Enable();

    /// <summary>Asks the hook.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_counts.IsDisabled)
        {
            return GoOnWithout(context);
        }

        var source = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource();
        var registration = cancellationToken.UnsafeRegister(static state => _ = ((CancellationTokenSource)state!).CancelAsync(), source);
        Task<HookResult>? call = null;
        try
        {
            if (!hook.Matches(context))
            {
                return HookResult.Continue;
            }

            var started = time.GetTimestamp();
            call = FindUnfinished(Start(context, source.Token), out var result);
            if (call is null)
            {
                // It may have held the run's thread all the while.
                _blocksItsThread |= time.GetElapsedTime(started) > options.TimeBudget;
            }
            else if (await CompletesAsync(call, started, cancellationToken).ConfigureAwait(false))
            {
                result = await call.ConfigureAwait(false);
            }
            else
            {
                _counts.AddOverrun();
                return GoOnWithout(context);
            }

            return Accept(result, context, started);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _counts.AddCall();
            _counts.AddFailure(exception.GetType().Name);
            return GoOnWithout(context);
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            Release(source, call);
        }
    }

    private ValueTask<HookResult> Start(HookContext context, CancellationToken cancellationToken) =>
        _blocksItsThread ? StartApart(context, cancellationToken) : hook.InvokeAsync(context, cancellationToken);

    // Apart from the method above also because its closure would be made for every call.
    private ValueTask<HookResult> StartApart(HookContext context, CancellationToken cancellationToken) =>
        new(Task.Run(async () => await hook.InvokeAsync(context, cancellationToken).ConfigureAwait(false), CancellationToken.None));

    private static Task<HookResult>? FindUnfinished(ValueTask<HookResult> call, out HookResult result)
    {
        result = call.IsCompletedSuccessfully ? call.Result : default;
        return call.IsCompletedSuccessfully ? null : call.AsTask();
    }

    private async Task<bool> CompletesAsync(Task call, long started, CancellationToken cancellationToken)
    {
        var left = options.TimeBudget - time.GetElapsedTime(started);
        await call.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return call.IsCompleted;
    }

    private HookResult Accept(HookResult result, HookContext context, long started)
    {
        if (time.GetElapsedTime(started) > options.TimeBudget)
        {
            // What it says is in time all the same: it is here, and may already have changed the context.
            _counts.AddOverrun();
        }
        else
        {
            _counts.AddCall();
        }

        var refusal = result.Kind switch
        {
            _ when OnlyObserves => null,
            HookResultKind.Veto when !HookPoints.CanVeto(context.Point) => "a refusal where nothing can be refused",
            HookResultKind.Replace when !HookPoints.CanReplace(context.Point) => "a replacement where nothing can be replaced",
            HookResultKind.Replace when !context.HasOutcome => "a replacement without an outcome",
            _ => null,
        };
        if (refusal is not null)
        {
            _counts.AddFailure(refusal);
            return GoOnWithout(context);
        }

        return OnlyObserves ? HookResult.Continue : result;
    }

    private HookResult GoOnWithout(HookContext context) =>
        hook.IsGuard && HookPoints.CanVeto(context.Point) ? HookResult.Veto($"The guard '{hook.Name}' could not look at it.") : HookResult.Continue;

    private void Release(CancellationTokenSource source, Task? call)
    {
        if (call is { IsCompleted: false })
        {
            Leave(source, call);
        }
        else if (source.TryReset())
        {
            Interlocked.Exchange(ref _spare, source)?.Dispose();
        }
        else
        {
            source.Dispose();
        }
    }

    private static void Leave(CancellationTokenSource source, Task call)
    {
        // What it throws from now on is nobody's failure: asking for the exception marks it as seen.
        _ = source.CancelAsync();
        _ = call.ContinueWith(
            static (ended, state) =>
            {
                _ = ended.Exception;
                ((CancellationTokenSource)state!).Dispose();
            },
            source,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
