using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>The two files that a batch leads to: its results, and its requests that have none. Each is begun with its first line.</summary>
internal sealed class ConclusionFiles(IFileStore files, Batch batch) : IAsyncDisposable
{
    private static readonly JobFailure s_cancelled = new("batch_cancelled", "The request was cancelled before it was answered.");
    private static readonly JobFailure s_expired = new("batch_expired", "The batch's time was over before this request was begun.");

    // A keeper that was stopped between the two steps has made jobs of requests that do not count as submitted.
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private FileWriter? _output;
    private FileWriter? _errors;

    /// <summary>Gets how many results there are.</summary>
    public int Completed { get; private set; }

    /// <summary>Gets how many requests had become jobs.</summary>
    public int Jobs => _written.Count;

    /// <summary>Gets how many requests were not begun in time.</summary>
    public int Late { get; private set; }

    /// <summary>Adds what became of a job.</summary>
    public async Task AddAsync(BatchOutcome outcome, CancellationToken cancellationToken)
    {
        var customId = BatchRules.CustomIdOf(batch.Id, outcome.Key);
        _written.Add(customId);
        if (outcome.Result is { } result)
        {
            Completed++;
            _output ??= await FileWriter.BeginAsync(files, cancellationToken).ConfigureAwait(false);
            await _output.WriteAsync(ConclusionLine.Of(outcome.Lease, customId, result), cancellationToken).ConfigureAwait(false);
            return;
        }

        await AddErrorAsync(ConclusionLine.Of($"{outcome.Lease.Id:N}", customId, FailureOf(outcome)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a request, the one of <paramref name="number"/>, unless it became a job.</summary>
    public async Task AddRestAsync(int number, string customId, CancellationToken cancellationToken)
    {
        if (!_written.Contains(customId))
        {
            Late++;
            await AddErrorAsync(ConclusionLine.Of($"{batch.Id:N}_{number}", customId, batch.Status == BatchStatus.Cancelling ? s_cancelled : s_expired), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stores what was written, and leaves it to the batch's end to complete the files: whether that happened only the store can say, and what is not completed is swept.</summary>
    public async Task<(BatchFile? Output, BatchFile? Errors)> FlushAsync(CancellationToken cancellationToken) =>
        (await FlushAsync(_output, "output", cancellationToken).ConfigureAwait(false), await FlushAsync(_errors, "error", cancellationToken).ConfigureAwait(false));

    public async ValueTask DisposeAsync()
    {
        if (_output is not null)
        {
            await _output.DisposeAsync().ConfigureAwait(false);
        }

        if (_errors is not null)
        {
            await _errors.DisposeAsync().ConfigureAwait(false);
        }
    }

    private JobFailure FailureOf(BatchOutcome outcome)
    {
        // One that had been tried failed for its own reason before its time was over.
        if (outcome is { Status: JobStatus.TimedOut, Failure.Code: JobFailure.TooLate, Lease.Attempt: 0 })
        {
            Late++;
            return s_expired;
        }

        return outcome.Status == JobStatus.Cancelled ? s_cancelled : outcome.Failure ?? new JobFailure("unknown", "It ended without an answer.");
    }

    private async Task AddErrorAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        _errors ??= await FileWriter.BeginAsync(files, cancellationToken).ConfigureAwait(false);
        await _errors.WriteAsync(line, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BatchFile?> FlushAsync(FileWriter? writer, string content, CancellationToken cancellationToken)
    {
        if (writer is null)
        {
            return null;
        }

        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        writer.Keep();
        return new BatchFile(writer.Id, BatchRules.TermsOf(batch, content));
    }
}
