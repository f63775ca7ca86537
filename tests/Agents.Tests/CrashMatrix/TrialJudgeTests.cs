using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.CrashMatrix.Trials;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.CrashMatrix;

public sealed class TrialJudgeTests
{
    private static readonly RemoteCall s_first = new(RemoteCallKind.Did, "k1", "first");
    private static readonly RemoteCall s_second = new(RemoteCallKind.Did, "k2", "second");
    private static readonly HostEnd s_killed = new(137, null, "", TimeSpan.FromMilliseconds(80));

    [Fact]
    public void Judge_RunAsPromised_FindsNothing()
    {
        var trial = Judge(EffectClass.Idempotent, "after effect", s_killed, Answer(), s_first, s_first with { Kind = RemoteCallKind.Again }, s_second);

        Assert.Equal((0, 1, 0, false), (trial.Repeated, trial.CalledAgain, trial.Uncertain, trial.IsLost));
        Assert.Empty(trial.Violations);
        Assert.Equal((7, 90), (trial.WentOnAfter.TotalMilliseconds, trial.DoneAfter.TotalMilliseconds));
    }

    [Fact]
    public void Judge_EffectThatHappenedTwice_IsRepeated()
    {
        var trial = Judge(EffectClass.Idempotent, "after effect", s_killed, Answer(), s_first, s_first with { Key = "other" }, s_second);

        Assert.Equal(1, trial.Repeated);
        Assert.Equal(["'first' happened 2 times"], trial.Violations);
    }

    [Fact]
    public void Judge_EffectThatDidNotHappen_IsMissed() => Assert.Equal(["'second' did not happen"], Judge(EffectClass.Idempotent, "after step", s_killed, Answer(), s_first).Violations);

    [Fact]
    public void Judge_NextHostThatFails_LosesTheRun()
    {
        var trial = Judge(EffectClass.Idempotent, "after step", s_killed, new HostEnd(1, null, "no disk", TimeSpan.Zero), s_first, s_second);

        Assert.True(trial.IsLost);
        Assert.Equal(["the run is lost, its next host failed: it ended with exit code 1: no disk"], trial.Violations);
    }

    [Theory]
    [InlineData(RunStatus.Failed, "end", "the run is lost: Failed because with 'end'")]
    [InlineData(RunStatus.Completed, "another end", "the run is lost: Completed because with 'another end'")]
    public void Judge_AnotherEnd_LosesTheRun(RunStatus status, string output, string expected)
    {
        var trial = Judge(EffectClass.Idempotent, "after step", s_killed, Answer(answer => answer with { Status = status, Output = output, Error = "because" }), s_first, s_second);

        Assert.Equal([expected], trial.Violations);
    }

    [Theory]
    [InlineData("after effect", 0, "a person was asked 0 times whether an effect happened, not 1")]
    [InlineData("after step", 1, "a person was asked 1 times whether an effect happened, not 0")]
    public void Judge_PersonNotAskedAsPromised_IsAViolation(string boundary, int asked, string expected) =>
        Assert.Equal([expected], Judge(EffectClass.Unsafe, boundary, s_killed, Answer(answer => answer with { Uncertain = asked }), s_first, s_second).Violations);

    [Fact]
    public void Judge_HostThatWasNotKilled_IsAViolation() =>
        Assert.Equal(["the host was not killed there: it ended with exit code 0"], Judge(EffectClass.Pure, "after step", Answer(), Answer(), s_first, s_second).Violations);

    private static CrashTrial Judge(EffectClass effectClass, string boundary, HostEnd killed, HostEnd resumed, params RemoteCall[] calls) =>
        new TrialJudge(new Undisturbed(Answer().Answer!, [s_first, s_second])).Judge(new CrashTrial("graph", effectClass, boundary), killed, resumed, calls);

    private static HostEnd Answer(Func<CrashAnswer, CrashAnswer>? change = null)
    {
        var answer = new CrashAnswer(RunStatus.Completed, "end", null, [], 0, 7);
        return new HostEnd(0, change?.Invoke(answer) ?? answer, "", TimeSpan.FromMilliseconds(90));
    }
}
