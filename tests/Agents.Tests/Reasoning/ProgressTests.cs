using Switchyard.Agents.Events;
using Switchyard.Agents.Tools.Progress;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>What watchers of a run hear of its calls while they are made.</summary>
public sealed class ProgressTests
{
    private AgentBench? _bench;

    private AgentBench Bench(Action<IProgress<ToolProgress>> report) => _bench = new AgentBench(ScriptedAnswer.Call("report", "{}"), ScriptedAnswer.Say("ok")) { Tools = [new ReportingTool(report)] };

    private IEnumerable<ToolProgress> Told => _bench!.Events.OfType<ToolProgressEvent>().Select(told => told.Progress);

    [Fact]
    public async Task Progress_OfACall_IsToldBetweenCallAndResult()
    {
        var bench = Bench(progress => progress.Report(new ToolProgress("half") { Share = 0.5 }));

        await bench.RunAsync();

        Assert.Equal(
            [typeof(ToolCallEvent), typeof(ToolProgressEvent), typeof(ToolResultEvent)],
            bench.Events.Where(happened => happened is ToolCallEvent or ToolProgressEvent or ToolResultEvent).Select(happened => happened.GetType()));
        Assert.Equal(new ToolProgressEvent("call_1_1", "report", new ToolProgress("half") { Share = 0.5 }), bench.Events.OfType<ToolProgressEvent>().Single());
    }

    [Fact]
    public async Task Progress_FasterThanPeopleRead_IsLeftOut()
    {
        var bench = Bench(progress =>
        {
            progress.Report(new ToolProgress("1"));
            progress.Report(new ToolProgress("2"));
            _bench!.Time.Advance(TimeSpan.FromMilliseconds(100));
            progress.Report(new ToolProgress("3") { Share = 7 });
            _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
            progress.Report(new ToolProgress(new string('x', 501)) { Share = double.NaN });
        });

        await bench.RunAsync();

        Assert.Equal([new("1"), new("3") { Share = 1 }, new(new string('x', 500) + "…")], Told);
    }

    [Fact]
    public async Task Progress_AfterTheCall_IsNotHeard()
    {
        IProgress<ToolProgress>? kept = null;
        var bench = Bench(progress => kept = progress);

        await bench.RunAsync();
        kept!.Report(new ToolProgress("late"));

        Assert.Empty(Told);
    }

    [Fact]
    public async Task Call_OfATool_HasTheSameIdInContextAndResult()
    {
        var bench = Bench(_ => { });

        await bench.RunAsync();

        Assert.Equal("call_1_1", ((ReportingTool)bench.Tools[0]).Context!.CallId);
        Assert.Equal("call_1_1", bench.Events.OfType<ToolResultEvent>().Single().Result.CallId);
    }
}
