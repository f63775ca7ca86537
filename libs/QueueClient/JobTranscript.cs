using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>What a job's events come to: the stages of its life, and what its newest attempt has said. Not thread-safe.</summary>
public sealed class JobTranscript
{
    private readonly List<JobStage> _stages = [];
    private readonly StringBuilder _text = new();

    /// <summary>Gets the stages, the first first.</summary>
    public IReadOnlyList<JobStage> Stages => _stages;

    /// <summary>Gets what the newest attempt has said; empty where it does not speak.</summary>
    public string Text => _text.ToString();

    /// <summary>Gets which part of the work is done, from 0 to 1; <see langword="null"/> where the worker does not say.</summary>
    public double? Done { get; private set; }

    /// <summary>Gets what the worker does, in its own words.</summary>
    public string? Note { get; private set; }

    /// <summary>Gets the number of the newest event.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Gets how the job ended, one of <see cref="JobStatuses.Ended"/>; <see langword="null"/> where the newest event does not end it.</summary>
    public string? Ending { get; private set; }

    /// <summary>Adds the next event.</summary>
    public void Add(JobNews news)
    {
        ArgumentNullException.ThrowIfNull(news);
        (LastSequence, Ending) = (news.Event.Sequence, news.IsLast ? news.Type : null);
        switch (news.Type)
        {
            case JobEventTypes.Pending:
                _stages.Add(Begin(_stages.Count == 0 ? JobStageKind.Submitted : JobStageKind.Replayed, news.Event));
                Forget();
                break;
            case JobEventTypes.Running:
                _stages.Add(Begin(JobStageKind.Attempt, news.Event) with { Attempt = news.Event.Attempt, Worker = JsonValues.Text(news.Event.Data, "worker") });
                Forget();
                break;
            case JobEventTypes.Progress:
                Done = JsonValues.Member(news.Event.Data, "done") is { ValueKind: JsonValueKind.Number } done ? done.GetDouble() : null;
                Note = JsonValues.Text(news.Event.Data, "note");
                break;
            case JobEventTypes.Content:
                _text.Append(news.Text);
                break;
            case JobEventTypes.Retrying or JobEventTypes.Returned:
                End(news);
                Forget();
                break;
            default:
                End(news);
                break;
        }
    }

    private static JobStage Begin(JobStageKind kind, JobStreamEvent item) => new(kind, item.Sequence, item.At);

    private void End(JobNews news)
    {
        if (_stages is not [.., { Kind: JobStageKind.Attempt, Outcome: null }])
        {
            _stages.Add(Begin(JobStageKind.Ended, news.Event));
        }

        _stages[^1] = _stages[^1] with { Outcome = news.Type, EndedAt = news.Event.At, Error = ErrorOf(news.Event.Data) };
    }

    // What an attempt said that is followed by another does not count.
    private void Forget()
    {
        _text.Clear();
        (Done, Note) = (null, null);
    }

    private static JobError? ErrorOf(JsonElement data) => JsonValues.Text(data, "code") is { } code ? new JobError(code, JsonValues.Text(data, "message") ?? string.Empty) : null;
}
