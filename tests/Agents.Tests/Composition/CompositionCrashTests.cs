using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Composition.Supervision;
using Switchyard.Agents.Composition.Voting;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Agents.Tests.Composition.Sagas;
using Switchyard.Agents.Tests.Graphs;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>A process that dies at every append of a run, and another that goes on with the journal it leaves in files: no member is asked twice.</summary>
public sealed class CompositionCrashTests
{
    private const int MostAppends = 30;

    public static TheoryData<string> Kinds => ["handoff", "supervisor", "vote", "saga"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_DeathAtAnyAppend_AsksNobodyTwice(string kind)
    {
        var deaths = 0;
        for (var append = 1; append <= MostAppends; append++)
        {
            foreach (var afterWriting in new[] { false, true })
            {
                deaths += await DieAndGoOnAsync(kind, append, afterWriting) ? 1 : 0;
            }
        }

        Assert.InRange(deaths, 8, (2 * MostAppends) - 1);
    }

    private static async Task<bool> DieAndGoOnAsync(string kind, int append, bool afterWriting)
    {
        var folder = Directory.CreateTempSubdirectory("composition");
        try
        {
            var cast = new Cast();
            var task = new AgentTask("order 7");
            var hasDied = await DieAsync(cast, kind, task, new MortalJournal(Open(folder)) { DiesAt = append, DiesAfterWriting = afterWriting });

            var result = await cast.Create(kind, Open(folder)).RunAsync(task, CompositionBench.Cancellation);

            Assert.Equal((RunStatus.Completed, Cast.ExpectedOutput(kind)), (result.Status, result.Output));
            Assert.All(cast.Members, member => Assert.InRange(member.Runs, 0, cast.ExpectedRuns(member)));
            Assert.Equal(cast.World.Done.Distinct(), cast.World.Done);
            return hasDied;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FileRunJournal Open(DirectoryInfo folder) => new(folder.FullName, TimeProvider.System);

    private static async Task<bool> DieAsync(Cast cast, string kind, AgentTask task, MortalJournal journal)
    {
        try
        {
            await cast.Create(kind, journal).RunAsync(task, CompositionBench.Cancellation);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The members, which outlive the process that asks them.</summary>
    private sealed class Cast
    {
        private readonly ScriptedAgent _first = new("first", task => task.CallPath[0] == "handoff" ? ScriptedAgent.HandOver("second", "go on") : ScriptedAgent.Say("42"));
        private readonly ScriptedAgent _second = new("second", "42");
        private readonly ScriptedAgent _boss = new("boss", task => ScriptedAgent.Say(task.Input.Contains("was asked", StringComparison.Ordinal)
            ? """{"answer":"42"}"""
            : """{"delegate":[{"to":"first","task":"a"},{"to":"second","task":"b"}]}"""));

        public SagaWorld World { get; } = new();

        public IReadOnlyList<ScriptedAgent> Members => [_first, _second, _boss];

        public IAgent Create(string kind, IRunJournal journal) => kind switch
        {
            "handoff" => new HandoffAgent(kind, "", [new HandoffMember(_first, ["second"]), new HandoffMember(_second, [])], 2, journal, HookPipeline.Empty),
            "supervisor" => new SupervisorAgent(kind, "", _boss, [_first, _second], 3, journal, HookPipeline.Empty),
            "vote" => new VoteAgent(kind, "", [_first, _second], new VoteOptions(), journal),
            _ => new SagaAgent(kind, "", [World.Step("reserve", Agents.Graphs.Effects.EffectClass.Idempotent), World.Step("ship", Agents.Graphs.Effects.EffectClass.Idempotent), World.Step("fail", Agents.Graphs.Effects.EffectClass.Idempotent, fails: true)], journal, HookPipeline.Empty),
        };

        public static string? ExpectedOutput(string kind) => kind == "saga" ? null : "42";

        public int ExpectedRuns(ScriptedAgent member) => member == _boss ? 2 : 1;
    }
}
