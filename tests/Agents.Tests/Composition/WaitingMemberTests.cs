using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Composition.Voting;
using Switchyard.Agents.Events;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>An agent whose member waits for a person waits itself, and whoever answers it reaches the member.</summary>
public sealed class WaitingMemberTests
{
    private readonly MemoryRunJournal _journal = CompositionBench.NewJournal();
    private readonly ScriptedAgent _quick = new("quick", "yes");
    private readonly AgentTask _task = new("Shall we?");

    [Fact]
    public async Task Run_MemberWaits_WholeWaitsWithTheMembersRequest()
    {
        var result = await CreateOuter().RunAsync(_task, CompositionBench.Cancellation);

        var request = CompositionBench.OnlyRequest(result);
        Assert.Equal(["yes", "no"], request.Choices);
        Assert.NotEqual(_task.RunId, request.RunId);
        Assert.Equal("judges", (await _journal.FindAsync(request.RunId, CompositionBench.Cancellation))!.Graph);
        Assert.Equal(RunStatus.Waiting, (await _journal.FindAsync(_task.RunId, CompositionBench.Cancellation))!.Status);
    }

    [Fact]
    public async Task Answer_ByTheOuterRun_ReachesTheMemberAndGoesOn()
    {
        var waiting = await CreateOuter().RunAsync(_task, CompositionBench.Cancellation);
        var later = CreateOuter();

        await later.AnswerAsync(_task.RunId, CompositionBench.OnlyRequest(waiting).Key, "yes", CompositionBench.Cancellation);
        var result = await later.RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal("yes", result.Output);
        Assert.Equal(1, _quick.Runs);
    }

    [Fact]
    public async Task Answer_TwoLevelsDown_ReachesTheInnermost()
    {
        var outermost = new HandoffAgent("desk", "", [new HandoffMember(CreateOuter(), [])], 1, _journal, HookPipeline.Empty);
        var waiting = await outermost.RunAsync(_task, CompositionBench.Cancellation);

        await outermost.AnswerAsync(_task.RunId, CompositionBench.OnlyRequest(waiting).Key, "yes", CompositionBench.Cancellation);

        Assert.Equal("yes", (await outermost.RunAsync(_task, CompositionBench.Cancellation)).Output);
    }

    [Fact]
    public async Task Answer_UnknownKey_IsRefused()
    {
        var outer = CreateOuter();
        await outer.RunAsync(_task, CompositionBench.Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => outer.AnswerAsync(_task.RunId, "nothing", "yes", CompositionBench.Cancellation));
    }

    [Fact]
    public async Task Run_AgainWithoutAnAnswer_WaitsAndWritesNothing()
    {
        var outer = CreateOuter();
        await outer.RunAsync(_task, CompositionBench.Cancellation);
        var before = (await _journal.FindAsync(_task.RunId, CompositionBench.Cancellation))!.LastSequence;

        var result = await outer.RunAsync(_task, CompositionBench.Cancellation);

        Assert.Equal(RunStatus.Waiting, result.Status);
        Assert.Equal(before, (await _journal.FindAsync(_task.RunId, CompositionBench.Cancellation))!.LastSequence);
    }

    [Fact]
    public async Task Read_MemberWaits_ShowsItsRequestWithoutWork()
    {
        var waiting = await CreateOuter().RunAsync(_task, CompositionBench.Cancellation);

        var read = await CreateOuter().ReadAsync(_task.RunId, CompositionBench.Cancellation);

        Assert.Equal(CompositionBench.OnlyRequest(waiting).Key, CompositionBench.OnlyRequest(read).Key);
    }

    [Fact]
    public async Task Cancel_OuterRun_EndsTheMembersToo()
    {
        var outer = CreateOuter();
        var request = CompositionBench.OnlyRequest(await outer.RunAsync(_task, CompositionBench.Cancellation));

        Assert.True(await outer.CancelAsync(_task.RunId, "not needed", CompositionBench.Cancellation));

        Assert.Equal(RunStatus.Cancelled, (await _journal.FindAsync(_task.RunId, CompositionBench.Cancellation))!.Status);
        Assert.Equal(RunStatus.Cancelled, (await _journal.FindAsync(request.RunId, CompositionBench.Cancellation))!.Status);
        Assert.False(await outer.CancelAsync(_task.RunId, "again", CompositionBench.Cancellation));
    }

    [Fact]
    public async Task Run_CallerCancels_MembersAreToldAndTheRunGoesOnLater()
    {
        using var cancel = new CancellationTokenSource();
        var slow = new ScriptedAgent("slow", "yes")
        {
            Before = async (_, token) =>
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
        };
        var outer = new VoteAgent("council", "", [_quick, slow], new VoteOptions(), _journal);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outer.RunAsync(_task, cancel.Token));
        slow.Before = (_, _) => Task.CompletedTask;

        Assert.Equal("yes", (await outer.RunAsync(_task, CompositionBench.Cancellation)).Output);
        Assert.Single(slow.Tasks.Select(task => task.RunId).Distinct());
    }

    [Fact]
    public async Task Run_Watched_TellsWhatMembersTell()
    {
        var talker = new ScriptedAgent("talker", "yes") { Before = (task, cancellationToken) => Task.Run(() => task.OnEvent!(new TokenEvent("y")), cancellationToken) };
        var outer = new HandoffAgent("desk", "", [new HandoffMember(talker, [])], 1, _journal, HookPipeline.Empty);
        var told = new List<AgentEvent>();

        await outer.RunAsync(_task with { OnEvent = told.Add }, CompositionBench.Cancellation);

        Assert.Equal([new MemberEvent("talker", Assert.Single(talker.Tasks).RunId, new TokenEvent("y"))], told);
    }

    [Fact]
    public async Task Run_MemberIsTheCallerItself_IsAnError()
    {
        var outer = CreateOuter();

        var result = await outer.RunAsync(_task with { CallPath = ["judges"] }, CompositionBench.Cancellation);

        Assert.Contains("'judges' is already at work on this", result.Error, StringComparison.Ordinal);
    }

    private VoteAgent CreateOuter() => new("council", "", [_quick, CompositionBench.Undecided("judges", _journal)], new VoteOptions { Quorum = QuorumRule.Unanimity }, _journal);
}
