using Switchyard.Web.Conversations;
using Xunit;

namespace Switchyard.Web.Tests.Conversations;

public sealed class AnswerTests
{
    private readonly Answer _answer = new(0);

    [Fact]
    public void Append_FirstText_SetsTimeToFirstTokenOnce()
    {
        _answer.Append("a", TimeSpan.FromMilliseconds(80));
        _answer.Append("b", TimeSpan.FromMilliseconds(90));

        Assert.Equal(("ab", TimeSpan.FromMilliseconds(80)), (_answer.Text, _answer.TimeToFirstToken));
    }

    [Fact]
    public void Append_Nothing_IsNoChange()
    {
        _answer.Append(string.Empty, TimeSpan.Zero);

        Assert.Equal((0, AnswerStatus.Waiting, null), (_answer.Version, _answer.Status, _answer.TimeToFirstToken));
    }

    [Fact]
    public void Version_EveryChange_Grows()
    {
        _answer.Begin("run_1", "m", null);
        _answer.Append("a", TimeSpan.Zero);
        _answer.Replace("b");
        _answer.AddStep(new RunStep(RunStepKind.Tool, 1, default) { CallId = "c" });
        _answer.UpdateStep("c", static step => step with { Output = "x" });
        _answer.End(AnswerStatus.Completed, TimeSpan.Zero);

        Assert.Equal(6, _answer.Version);
    }

    [Fact]
    public void End_Twice_KeepsTheFirst()
    {
        _answer.End(AnswerStatus.Completed, TimeSpan.FromSeconds(1));
        _answer.End(AnswerStatus.Failed, TimeSpan.FromSeconds(2), "late");

        Assert.Equal((AnswerStatus.Completed, TimeSpan.FromSeconds(1), null), (_answer.Status, _answer.Duration, _answer.Problem));
    }

    [Fact]
    public void Describe_PlainAnswer_HasTokensTimesAndSpeed()
    {
        _answer.Append("a", TimeSpan.FromMilliseconds(500));
        _answer.Count(1200, 41);
        _answer.End(AnswerStatus.Completed, TimeSpan.FromSeconds(2.5));

        Assert.Equal("1,200 + 41 tokens · first word after 500 ms · 2.5 s in all · 20 tokens/s", AnswerFigures.Describe(_answer));
    }

    [Fact]
    public void Describe_AnswerWithSteps_HasNoSpeed()
    {
        _answer.AddStep(new RunStep(RunStepKind.Thought, 1, default));
        _answer.Append("a", TimeSpan.FromMilliseconds(500));
        _answer.Count(10, 20);
        _answer.End(AnswerStatus.Completed, TimeSpan.FromSeconds(1));

        Assert.Equal("10 + 20 tokens · first word after 500 ms · 1.0 s in all", AnswerFigures.Describe(_answer));
    }

    [Fact]
    public void Describe_StoppedBeforeAnything_HasOnlyTheTime()
    {
        _answer.End(AnswerStatus.Stopped, TimeSpan.FromMilliseconds(42));

        Assert.Equal("42 ms in all", AnswerFigures.Describe(_answer));
    }
}
