using System.Text.Json;

namespace Switchyard.Queue.Workers;

/// <summary>A job as its handler sees it.</summary>
public sealed class JobContext
{
    private readonly JobEventBuffer _events;

    internal JobContext(ClaimedJob job, JobEventBuffer events) => (Job, _events) = (job, events);

    /// <summary>Gets the job.</summary>
    public ClaimedJob Job { get; }

    /// <summary>Says how far the work is. Followers see it at once, and those who come later too.</summary>
    /// <param name="done">The part that is done, from 0 to 1.</param>
    /// <param name="note">What is being done.</param>
    public void ReportProgress(double done, string? note = null) =>
        _events.Add(JobEventType.Progress, note is null ? $$"""{"done":{{Number(done)}}}""" : $$"""{"done":{{Number(done)}},"note":{{JsonSerializer.Serialize(note)}}}""");

    /// <summary>Adds a part of the result, JSON, in the order of the parts.</summary>
    public void AddContent(string json) => _events.Add(JobEventType.Content, json);

    private static string Number(double value) => Math.Clamp(value, 0, 1).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
