using Microsoft.Extensions.Logging;

namespace Switchyard.Queue.Batches;

/// <summary>
/// Has batches go on as long as the process runs, whichever it is whose turn it is, by one limited step. Every process may run one: what one does is not left
/// for another, and where it is killed another goes on from what is stored.
/// </summary>
public sealed partial class BatchKeeper : RepeatingService
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_measureEvery = TimeSpan.FromSeconds(5);

    private readonly JobStore _store;
    private readonly BatchValidation _validation;
    private readonly BatchSubmission _submission;
    private readonly BatchConclusion _conclusion;
    private readonly TimeProvider _time;
    private readonly ILogger<BatchKeeper> _logger;
    private readonly Pace _measures;
    private int _active;

    /// <summary>Makes a keeper.</summary>
    /// <param name="store">Where batches, their files and their jobs are.</param>
    /// <param name="options">The queue's bounds: of the jobs that may wait batches take half.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">Where it says what happened.</param>
    public BatchKeeper(JobStore store, QueueOptions options, TimeProvider time, ILogger<BatchKeeper> logger)
        : base(time)
    {
        (_store, _time, _logger) = (store, time, logger);
        (_validation, _submission, _conclusion) = (new BatchValidation(store, options), new BatchSubmission(store, options), new BatchConclusion(store, options));
        _measures = new Pace(s_measureEvery, time);
    }

    /// <summary>Has the batch go on whose turn it is; returns whether there was one.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (await _store.Batches.ClaimAsync(BatchTurn.LeaseTime, cancellationToken).ConfigureAwait(false) is not { } claimed)
        {
            return false;
        }

        var turn = new BatchTurn(_store.Batches, claimed, _time);
        var pause = s_soon;
        try
        {
            pause = await AdvanceAsync(turn, cancellationToken).ConfigureAwait(false) ? TimeSpan.Zero : s_soon;
        }
        finally
        {
            // Also where the process is to end: others need not wait for the lease to lapse.
            await _store.Batches.ReleaseAsync(turn.Lease, pause, CancellationToken.None).ConfigureAwait(false);
        }

        if (turn.Ended is { } status)
        {
            QueueMetrics.RecordBatch(status);
            LogEnded(turn.Batch.Id, status);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken stoppingToken)
    {
        if (_measures.TryTake())
        {
            _active = await _store.Batches.SweepAsync(stoppingToken).ConfigureAwait(false);
            QueueMetrics.SetBatches(_active);
        }

        if (await StepAsync(stoppingToken).ConfigureAwait(false))
        {
            _active = Math.Max(_active, 1);
            return TimeSpan.Zero;
        }

        return _active > 0 ? s_soon : s_later;
    }

    /// <inheritdoc/>
    protected override void SayFailed(string reason) => LogFailed(reason);

    private async Task<bool> AdvanceAsync(BatchTurn turn, CancellationToken cancellationToken)
    {
        switch (turn.Batch.Status)
        {
            case BatchStatus.Validating:
                return await _validation.RunAsync(turn, cancellationToken).ConfigureAwait(false);
            case BatchStatus.InProgress:
                return await _submission.RunAsync(turn, cancellationToken).ConfigureAwait(false);
            case BatchStatus.Cancelling when await _submission.CancelAsync(turn.Batch, cancellationToken).ConfigureAwait(false):
                return true;
            default:
                await _conclusion.RunAsync(turn, cancellationToken).ConfigureAwait(false);
                return false;
        }
    }

    [LoggerMessage(EventId = EventIds.BatchesNotKept, Level = LogLevel.Warning, Message = "Batches did not go on: {Reason}. It is tried again.")]
    private partial void LogFailed(string reason);

    [LoggerMessage(EventId = EventIds.BatchEnded, Level = LogLevel.Information, Message = "Batch {BatchId} has ended: {Status}.")]
    private partial void LogEnded(Guid batchId, BatchStatus status);
}
