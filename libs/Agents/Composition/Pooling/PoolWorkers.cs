using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Pooling;

namespace Switchyard.Agents.Composition.Pooling;

/// <summary>
/// The workers of a pool as one agent: each task goes to one that is free. Because they are equal, what one began any other can go on with; runs are read, answered and ended by one that
/// works on none of them, so that nobody waits for a free one to cancel what keeps them all busy.
/// </summary>
internal sealed class PoolWorkers(string name, PoolOptions options, TimeProvider time) : IDurableAgent, IAsyncDisposable
{
    private readonly InstanceShelf<IAgent> _shelf = new(
        new ShelfOptions<IAgent> { CreateAsync = options.CreateAsync, IsHealthyAsync = options.IsHealthyAsync, Min = options.Min, Max = options.Max, IdleTime = options.IdleTime },
        time);
    private readonly PoolClerk _clerk = new(options);

    public string Name => name;

    public string Description => "";

    public Task WarmUpAsync(CancellationToken cancellationToken) => _shelf.FillAsync(cancellationToken);

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var worker = await _shelf.TakeAsync(cancellationToken).ConfigureAwait(false);
            var isFit = false;
            try
            {
                var result = await worker.RunAsync(task, cancellationToken).ConfigureAwait(false);
                isFit = true;
                return result;
            }
            catch (Exception exception) when (attempt < options.MaxAttempts && exception is not (OperationCanceledException or EffectWaitsException or RunLostException))
            {
                if (await FindRefusalAsync(task, attempt, exception, cancellationToken).ConfigureAwait(false) is { } refusal)
                {
                    return new AgentResult { RunId = task.RunId, Status = RunStatus.Failed, Error = $"{exception.Message} No other worker was tried: {refusal}" };
                }
            }
            finally
            {
                await _shelf.PutBackAsync(worker, isFit || cancellationToken.IsCancellationRequested).ConfigureAwait(false);
            }
        }
    }

    public async Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default) =>
        await (await _clerk.GetAsync(cancellationToken).ConfigureAwait(false)).ReadAsync(runId, cancellationToken).ConfigureAwait(false);

    public async Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default) =>
        await (await _clerk.GetAsync(cancellationToken).ConfigureAwait(false)).AnswerAsync(runId, key, answer, cancellationToken).ConfigureAwait(false);

    public async Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default) =>
        await (await _clerk.GetAsync(cancellationToken).ConfigureAwait(false)).ResolveAsync(runId, key, answer, result, cancellationToken).ConfigureAwait(false);

    public async Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        await (await _clerk.GetAsync(cancellationToken).ConfigureAwait(false)).ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false);

    public async Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default) =>
        await (await _clerk.GetAsync(cancellationToken).ConfigureAwait(false)).CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _shelf.DisposeAsync().ConfigureAwait(false);
        await _clerk.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Shows hooks that another worker is to go on with a run, after as long a wait as they want.</summary>
    /// <returns>Why none shall; <see langword="null"/> where it goes on.</returns>
    private async Task<string?> FindRefusalAsync(AgentTask task, int attempt, Exception exception, CancellationToken cancellationToken)
    {
        var failure = new ErrorHookContext(HookPoint.Retrying)
        {
            RunId = task.RunId,
            Agent = name,
            User = task.User,
            Operation = name,
            Error = exception.Message,
            Exception = exception,
            Attempts = attempt,
        };
        var verdict = await options.Hooks.RunAsync(failure, cancellationToken).ConfigureAwait(false);
        if (!verdict.IsVetoed && failure.Delay > TimeSpan.Zero)
        {
            await Task.Delay(failure.Delay, time, cancellationToken).ConfigureAwait(false);
        }

        return verdict.IsVetoed ? $"{verdict.Reason} ({verdict.Hook})" : null;
    }
}
