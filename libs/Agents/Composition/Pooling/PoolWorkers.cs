using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.Composition.Pooling;

/// <summary>The workers of a pool as one agent: each task goes to one that is free. Because they are equal, what one began any other can go on with.</summary>
internal sealed class PoolWorkers(string name, PoolOptions options, TimeProvider time) : IDurableAgent, IAsyncDisposable
{
    private readonly WorkerShelf _shelf = new(options, time);

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
                // Another worker goes on with the run.
            }
            finally
            {
                await _shelf.PutBackAsync(worker, isFit || cancellationToken.IsCancellationRequested).ConfigureAwait(false);
            }
        }
    }

    public Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default) =>
        WithWorkerAsync(worker => worker.ReadAsync(runId, cancellationToken), cancellationToken);

    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default) =>
        WithWorkerAsync(async worker =>
        {
            await worker.AnswerAsync(runId, key, answer, cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken);

    public Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default) =>
        WithWorkerAsync(async worker =>
        {
            await worker.ResolveAsync(runId, key, answer, result, cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken);

    public Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default) =>
        WithWorkerAsync(worker => worker.CancelAsync(runId, reason, cancellationToken), cancellationToken);

    public ValueTask DisposeAsync() => _shelf.DisposeAsync();

    private async Task<TResult> WithWorkerAsync<TResult>(Func<IDurableAgent, Task<TResult>> use, CancellationToken cancellationToken)
    {
        var worker = await _shelf.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return worker is IDurableAgent durable
                ? await use(durable).ConfigureAwait(false)
                : throw new NotSupportedException($"The runs of '{worker.Name}' cannot be read, answered or ended: it is no {nameof(IDurableAgent)}.");
        }
        finally
        {
            await _shelf.PutBackAsync(worker, isFit: true).ConfigureAwait(false);
        }
    }
}
