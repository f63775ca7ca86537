using System.Text;

namespace Switchyard.Web.Conversations;

/// <summary>One answer while it grows and after. Changed by one stream at a time; read by the page that shows it.</summary>
public sealed class Answer(long startedAt)
{
    private readonly StringBuilder _text = new();
    private readonly List<RunStep> _steps = [];

    /// <summary>Gets the time stamp at which it was asked.</summary>
    public long StartedAt { get; } = startedAt;

    public AnswerStatus Status { get; private set; } = AnswerStatus.Waiting;

    /// <summary>Gets how often this answer has changed; a view that has shown this version need not render again.</summary>
    public int Version { get; private set; }

    public string Text => _text.ToString();

    public IReadOnlyList<RunStep> Steps => _steps;

    public string? RunId { get; private set; }

    public string? Model { get; private set; }

    public string? Problem { get; private set; }

    public int? TrimmedMessages { get; private set; }

    public long? InputTokens { get; private set; }

    public long? OutputTokens { get; private set; }

    public TimeSpan? TimeToFirstToken { get; private set; }

    public TimeSpan? Duration { get; private set; }

    public bool IsOpen => Status is AnswerStatus.Waiting or AnswerStatus.Streaming;

    public void Begin(string? runId, string? model, int? trimmedMessages)
    {
        RunId = runId ?? RunId;
        Model = model ?? Model;
        TrimmedMessages = trimmedMessages;
        Touch();
    }

    public void Append(string text, TimeSpan elapsed)
    {
        if (text.Length == 0)
        {
            return;
        }

        TimeToFirstToken ??= elapsed;
        _text.Append(text);
        Touch();
    }

    /// <summary>Replaces what was streamed by the authoritative whole.</summary>
    public void Replace(string text)
    {
        _text.Clear().Append(text);
        Touch();
    }

    public void AddStep(RunStep step)
    {
        _steps.Add(step);
        Touch();
    }

    public void UpdateStep(string? callId, Func<RunStep, RunStep> update)
    {
        var index = _steps.FindLastIndex(step => step.Kind == RunStepKind.Tool && step.CallId == callId);
        if (index >= 0)
        {
            _steps[index] = update(_steps[index]);
            Touch();
        }
    }

    public void Count(long? inputTokens, long? outputTokens)
    {
        InputTokens = inputTokens ?? InputTokens;
        OutputTokens = outputTokens ?? OutputTokens;
    }

    /// <summary>Ends the answer; only the first end counts.</summary>
    public void End(AnswerStatus status, TimeSpan duration, string? problem = null)
    {
        if (!IsOpen)
        {
            return;
        }

        Status = status;
        Duration = duration;
        Problem = problem;
        Version++;
    }

    private void Touch()
    {
        if (Status == AnswerStatus.Waiting)
        {
            Status = AnswerStatus.Streaming;
        }

        Version++;
    }
}
