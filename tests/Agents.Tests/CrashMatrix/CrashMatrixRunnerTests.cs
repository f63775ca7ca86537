using Switchyard.Agents.CrashMatrix;
using Switchyard.Agents.CrashMatrix.Hosts;
using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tests.Journal.Postgres;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.CrashMatrix;

/// <summary>Processes that are killed at boundaries of a run, and others that go on with the journal they leave.</summary>
public sealed class CrashMatrixRunnerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IDisposable
{
    // Where an effect may be lost or repeated.
    private static readonly string[] s_around = [BoundaryNames.Intent, BoundaryNames.Effect, BoundaryNames.Receipt];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_UnsafeEffectsKilledAnywhere_KeepAllPromises()
    {
        var report = await RunAsync(Options(EffectClass.Unsafe));

        // Before and after the start, which is asked for once more after the answer, three take-overs, two effects with intents and receipts, ten steps, the question and its answer.
        Assert.Equal(2 * (2 + 3 + (2 * 3) + 10 + 2), report.Trials.Count);
        Assert.Equal(8, report.Trials.Sum(trial => trial.Uncertain));
        Assert.Contains(report.Trials, trial => trial.Boundary == "after checkpoint");
    }

    [Theory]
    [InlineData(EffectClass.Idempotent, 4)]
    [InlineData(EffectClass.AsksRemote, 0)]
    public async Task Files_EffectsThatCanBeToldApart_HappenOnceWithoutAPerson(EffectClass effectClass, int calledAgain)
    {
        var report = await RunAsync(Options(effectClass) with { Boundaries = s_around });

        Assert.Equal(12, report.Trials.Count);
        Assert.Equal((0, calledAgain), (report.Trials.Sum(trial => trial.Uncertain), report.Trials.Sum(trial => trial.CalledAgain)));
    }

    [Theory]
    [InlineData(EffectClass.Idempotent)]
    [InlineData(EffectClass.Unsafe)]
    public async Task Postgres_KilledAroundEffectsAndQuestions_KeepsAllPromises(EffectClass effectClass)
    {
        var report = await RunAsync(Options(effectClass) with { Postgres = database.ConnectionString, Boundaries = [.. s_around, BoundaryNames.Checkpoint, BoundaryNames.Question, BoundaryNames.Answer] });

        Assert.InRange(report.Trials.Count, 18, 24);
    }

    [Theory]
    [InlineData(AgentKinds.ReAct)]
    [InlineData(AgentKinds.PlanAndExecute)]
    [InlineData(AgentKinds.CodeAct)]
    public async Task Files_AgentKilledAroundItsEffects_KeepsAllPromises(string kind)
    {
        var report = await RunAsync(Options(EffectClass.Unsafe) with { Kinds = [kind], Boundaries = [BoundaryNames.Effect, BoundaryNames.Question] });

        Assert.Equal((6, 4), (report.Trials.Count, report.Trials.Sum(trial => trial.Uncertain)));
    }

    // Two effects, and one call of another agent, or one of each of two; the call that waited for a person is meant once more when it goes on.
    [Theory]
    [InlineData(ComposedSubject.AgentAsTool, 2 * (2 + 2 + 1))]
    [InlineData(ComposedSubject.Supervisor, 2 * (2 + 3 + 2))]
    public async Task Files_RunThatCallsAgentsKilledAroundCallsAndEffects_KeepsAllPromises(string kind, int kills)
    {
        var report = await RunAsync(Options(EffectClass.Unsafe) with { Kinds = [kind], Boundaries = [BoundaryNames.Effect, BoundaryNames.MemberIntent, BoundaryNames.MemberReceipt] });

        Assert.Equal((kills, 4), (report.Trials.Count, report.Trials.Sum(trial => trial.Uncertain)));
    }

    [Fact]
    public async Task Run_KindThatIsNone_SaysSo()
    {
        var options = Options(EffectClass.Pure) with { Kinds = ["none"] };

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => new CrashMatrixRunner(options, _ => { }).RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"There is no kind 'none'. Kinds: {string.Join(", ", CrashSubjects.Kinds)}.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BoundaryThatNoRunPasses_SaysSo()
    {
        var options = Options(EffectClass.Pure) with { Boundaries = [BoundaryNames.Intent] };

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => new CrashMatrixRunner(options, _ => { }).RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal("No run passes 'intent': nothing was killed.", thrown.Message);
    }

    private static async Task<CrashMatrixReport> RunAsync(CrashMatrixOptions options)
    {
        var report = await new CrashMatrixRunner(options, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(report.Violations.SelectMany(trial => trial.Violations.Select(violation => $"{trial.Boundary}: {violation}")));
        Assert.Equal((0, 0), (report.Repeated, report.Lost));
        return report;
    }

    private CrashMatrixOptions Options(EffectClass effectClass) => new() { Host = CrashHosts.Command, Folder = _folder.Path, Kinds = [PlainGraph.Kind], Classes = [effectClass], Parallel = 4 };
}
