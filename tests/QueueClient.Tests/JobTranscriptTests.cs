using System.Text.Json;
using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient.Tests;

public sealed class JobTranscriptTests
{
    private const string Failure = """{"code":"rate_limited","message":"Too many."}""";

    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly JobTranscript _transcript = new();
    private long _sequence;

    [Fact]
    public void Add_FailedAndThenCompleted_HasAStageForEachAttempt()
    {
        Happens("pending", 0);
        Happens("running", 1, """{"worker":"one"}""");
        Happens("retrying", 1, Failure);
        Happens("running", 2, """{"worker":"two"}""");
        Happens("completed", 2);

        Assert.Equal(
            [
                new JobStage(JobStageKind.Submitted, 1, At(1)),
                new JobStage(JobStageKind.Attempt, 2, At(2)) { Attempt = 1, Worker = "one", Outcome = "retrying", EndedAt = At(3), Error = new JobError("rate_limited", "Too many.") },
                new JobStage(JobStageKind.Attempt, 4, At(4)) { Attempt = 2, Worker = "two", Outcome = "completed", EndedAt = At(5) },
            ],
            _transcript.Stages);
        Assert.Equal((5, "completed"), (_transcript.LastSequence, _transcript.Ending));
    }

    [Fact]
    public void Add_EndWithoutAWorker_IsAStageOfItsOwn()
    {
        Happens("pending", 0);
        Happens("cancelled", 0);

        Assert.Equal(new JobStage(JobStageKind.Ended, 2, At(2)) { Outcome = "cancelled", EndedAt = At(2) }, _transcript.Stages[^1]);
    }

    [Fact]
    public void Add_Replay_ClearsTheEnd()
    {
        Happens("pending", 0);
        Happens("running", 1, """{"worker":"one"}""");
        Happens("failed", 1, Failure);
        Assert.Equal("failed", _transcript.Ending);

        Happens("pending", 1);

        Assert.Null(_transcript.Ending);
        Assert.Equal([JobStageKind.Submitted, JobStageKind.Attempt, JobStageKind.Replayed], _transcript.Stages.Select(static stage => stage.Kind));
    }

    [Theory]
    [InlineData("retrying")]
    [InlineData("returned")]
    [InlineData("running")]
    public void Text_OfAnAttemptThatDoesNotCount_IsForgotten(string next)
    {
        Happens("running", 1);
        Happens("progress", 1, """{"done":0.5,"note":"half"}""");
        Says("Hel");
        Says("lo");
        Assert.Equal(("Hello", 0.5, "half"), (_transcript.Text, _transcript.Done, _transcript.Note));

        Happens(next, 1);

        Assert.Equal((string.Empty, null, null), (_transcript.Text, _transcript.Done, _transcript.Note));
    }

    [Fact]
    public void Text_OfResponses_IsTheirOutput()
    {
        Happens("content", 1, """{"type":"response.output_text.delta","delta":"Hi"}""");
        Happens("content", 1, """{"type":"response.output_text.done","text":"Hi"}""");
        Happens("content", 1, "7");
        Happens("content", 1, """{"choices":[{},{"delta":{"content":null}}]}""");

        Assert.Equal("Hi", _transcript.Text);
    }

    private static DateTimeOffset At(long second) => s_start.AddSeconds(second);

    private void Says(string text) => Happens("content", 1, $$$"""{"choices":[{"delta":{"content":"{{{text}}}"}}]}""");

    private void Happens(string type, int attempt, string data = "{}") =>
        _transcript.Add(new JobNews(type, new JobStreamEvent { Sequence = ++_sequence, Attempt = attempt, At = At(_sequence), Data = JsonElement.Parse(data) }));
}
