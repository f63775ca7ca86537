using Switchyard.Agents.Hooks.Dispatch;

namespace Switchyard.Agents.Hooks;

/// <summary>The hooks of an agent, in the order in which they are asked.</summary>
/// <remarks>Safe for concurrent use. A point without hooks costs a look into an array; whoever would have to build a context first asks <see cref="HasHooks"/>.</remarks>
public sealed class HookPipeline
{
    private readonly HookRunner[] _runners;
    private readonly HookRunner[]?[] _byPoint;

    /// <summary>Initializes a new instance of the <see cref="HookPipeline"/> class.</summary>
    /// <param name="hooks">The hooks; those of equal priority are asked in this order.</param>
    /// <param name="options">What they may cost.</param>
    /// <param name="time">The clock of the time budgets.</param>
    /// <exception cref="ArgumentException">Two hooks have the same name, or the options are out of range.</exception>
    public HookPipeline(IEnumerable<IHook> hooks, HookPipelineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.TimeBudget, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxOverruns, 1);
        _runners = [.. hooks.OrderBy(hook => hook.Priority).Select(hook => new HookRunner(hook, options, time))];
        if (_runners.GroupBy(runner => runner.Hook.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two hooks are named '{twice.Key}'; give one of them another name.", nameof(hooks));
        }

        _byPoint = [.. HookPoints.All.Select(Choose)];
    }

    /// <summary>Gets the pipeline without hooks.</summary>
    public static HookPipeline Empty { get; } = new([], new HookPipelineOptions(), TimeProvider.System);

    /// <summary>Whether anybody is asked at <paramref name="point"/>.</summary>
    public bool HasHooks(HookPoint point) => _byPoint[(int)point] is not null;

    /// <summary>Asks the hooks of the context's point one after the other; a refusal or a replacement ends it.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public ValueTask<HookVerdict> RunAsync(HookContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _byPoint[(int)context.Point] is { } runners ? DispatchAsync(runners, context, cancellationToken) : default;
    }

    /// <summary>Says what has become of each hook's calls, in the order in which they are asked.</summary>
    public IReadOnlyList<HookStatistics> GetStatistics() => [.. _runners.Select(runner => runner.GetStatistics())];

    /// <summary>Asks a hook again that took too long too often. False where there is none of this name.</summary>
    public bool Enable(string name)
    {
        var runner = Array.Find(_runners, runner => runner.Hook.Name == name);
        runner?.Enable();
        return runner is not null;
    }

    private static async ValueTask<HookVerdict> DispatchAsync(HookRunner[] runners, HookContext context, CancellationToken cancellationToken)
    {
        var isModified = false;
        List<Task>? observing = null;
        for (var index = 0; index < runners.Length; index++)
        {
            var runner = runners[index];
            var call = runner.InvokeAsync(context, cancellationToken);
            if (runner.OnlyObserves)
            {
                if (!call.IsCompletedSuccessfully)
                {
                    (observing ??= []).Add(call.AsTask());
                }

                if (observing is not null && !(index + 1 < runners.Length && runner.MayRunBeside(runners[index + 1])))
                {
                    await Task.WhenAll(observing).ConfigureAwait(false);
                    observing = null;
                }

                continue;
            }

            var result = await call.ConfigureAwait(false);
            isModified |= result.Kind != HookResultKind.Continue;
            if (result.Kind is HookResultKind.Veto or HookResultKind.Replace)
            {
                return ToVerdict(result, runner.Hook, isModified);
            }
        }

        return new HookVerdict(HookVerdictKind.Continue) { IsModified = isModified };
    }

    private static HookVerdict ToVerdict(HookResult result, IHook hook, bool isModified) =>
        new(result.Kind == HookResultKind.Veto ? HookVerdictKind.Vetoed : HookVerdictKind.Replaced)
        {
            IsModified = isModified,
            Reason = result.Reason,
            Hook = hook.Name,
            RetryAfter = result.RetryAfter,
        };

    private HookRunner[]? Choose(HookPoint point)
    {
        HookRunner[] chosen = [.. _runners.Where(runner => runner.Hook.Points.Contains(point))];
        return chosen.Length > 0 ? chosen : null;
    }
}
