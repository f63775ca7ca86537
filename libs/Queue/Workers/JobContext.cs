using System.Data.Common;
using System.Text.Json;

namespace Switchyard.Queue.Workers;

/// <summary>A job as its handler sees it.</summary>
public sealed class JobContext
{
    private readonly RunningJob _running;
    private readonly JobEventBuffer _events;
    private readonly IJobStore _store;

    internal JobContext(RunningJob running, JobEventBuffer events, IJobStore store) => (_running, _events, _store) = (running, events, store);

    /// <summary>Gets the job.</summary>
    public ClaimedJob Job => _running.Job;

    /// <summary>Says how far the work is. Followers see it at once, and those who come later too.</summary>
    /// <param name="done">The part that is done, from 0 to 1.</param>
    /// <param name="note">What is being done.</param>
    public void ReportProgress(double done, string? note = null) =>
        _events.Add(JobEventType.Progress, note is null ? $$"""{"done":{{Number(done)}}}""" : $$"""{"done":{{Number(done)}},"note":{{JsonSerializer.Serialize(note)}}}""");

    /// <summary>Says what is being done, where nobody can tell how far the work is.</summary>
    /// <param name="note">What is being done.</param>
    /// <param name="json">More about it, JSON.</param>
    public void ReportStep(string note, string json) => _events.Add(JobEventType.Progress, $$"""{"note":{{JsonSerializer.Serialize(note)}},"step":{{json}}}""");

    /// <summary>Adds a part of the result, JSON, in the order of the parts.</summary>
    public void AddContent(string json) => _events.Add(JobEventType.Content, json);

    /// <summary>
    /// Gets, once the handler was asked to stop, whether nobody goes on with the job: it was cancelled, or has used up its time. What it has begun elsewhere is to be ended then; in all
    /// other cases it is left to the next attempt, and so it is while the store does not answer.
    /// </summary>
    public async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        if (_running.Reason != StopReason.Lost)
        {
            return _running.Reason == StopReason.OutOfTime;
        }

        try
        {
            return await _store.FindAsync(Job.Lease.Id, tenant: null, cancellationToken).ConfigureAwait(false) is null or { IsFinal: true };
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            return false;
        }
    }

    private static string Number(double value) => Math.Clamp(value, 0, 1).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
