using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;

namespace Switchyard.AgentHost.Tests.Members;

/// <summary>What agents that a run has called want of people.</summary>
public sealed class MemberRequestTests(StoresFixture stores)
{
    private const string CarefulClerk = OfficeModel.Clerk + "\napprovals:\n  - tool: write_file";

    private static readonly (string Key, string Value)[] s_quick = [("AgentHost:Lease", "00:00:01"), ("AgentHost:HeartbeatInterval", "00:00:00.200")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approval_OfAMember_IsAnsweredInTheInboxOverARestart()
    {
        var first = await StartAsync(CarefulClerk);
        var run = await AskAsync(first, "boxed");
        await first.DisposeAsync();
        await using var second = new AgentHostApplication(stores, OfficeModel.Create(), [first.SharedDatabase, .. s_quick]);

        var inbox = Assert.Single(await second.Runs.ListApprovalsAsync("boxed"));
        var called = (await second.Runs.GetAsync(inbox.MemberRun!))!;
        using var answer = await second.Runs.AnswerAsync(run.Id, inbox.Key, "approve");
        var events = await second.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);
        var ended = (await second.Runs.GetAsync(run.Id))!;

        Assert.Equal(RunStatuses.Waiting, run.Status);
        Assert.Equal((run.Id, "chief", "clerk", WaitingKinds.Approval, "write_file"), (inbox.RunId, inbox.Agent, inbox.Member, inbox.Kind, inbox.Tool));
        Assert.Equal((RunStatuses.Waiting, inbox.Key), (called.Status, Assert.Single(called.Waiting).Key));
        Assert.Equal((inbox.MemberRun, RunStatuses.Waiting), (Assert.Single(run.Members).Id, run.Members[0].Status));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            [RunEventTypes.Started, RunEventTypes.ToolCall, RunEventTypes.Approval, RunEventTypes.Waiting, RunEventTypes.Answered, RunEventTypes.Resumed, RunEventTypes.ToolResult, RunEventTypes.Message, RunEventTypes.Completed],
            events.Types());
        Assert.Equal("clerk", events.Single(runEvent => runEvent.Type == RunEventTypes.Approval).Member);
        Assert.Equal("clerk: write_file: Wrote 1 bytes to a.txt", ended.Output);
        Assert.Equal((inbox.MemberRun, RunStatuses.Completed), (Assert.Single(ended.Members).Id, ended.Members[0].Status));
        Assert.Empty(await second.Runs.ListApprovalsAsync("boxed"));
    }

    [Fact]
    public async Task Approval_OfAMember_NobodyAnswers_Expires()
    {
        await using var app = await StartAsync(CarefulClerk + "\n    expiry_seconds: 1");
        var run = await AskAsync(app, "late");

        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal("Nobody answered in time.", events.Single(runEvent => runEvent.Type == RunEventTypes.Answered).Error);
        Assert.Equal("clerk: write_file: Error: the user refused this call", (await app.Runs.GetAsync(run.Id))!.Output);
    }

    [Fact]
    public async Task Cancel_OfTheCaller_EndsTheMembersRun()
    {
        await using var app = await StartAsync(CarefulClerk);
        var run = await AskAsync(app, "given-up");

        using var response = await app.Runs.CancelAsync(run.Id);
        await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);
        var ended = (await app.Runs.GetAsync(run.Id))!;

        Assert.Equal((RunStatuses.Cancelled, RunStatuses.Cancelled), (ended.Status, Assert.Single(ended.Members).Status));
        Assert.Empty(await app.Runs.ListApprovalsAsync("given-up"));
    }

    [Fact]
    public async Task Answer_InTheMembersJournalOnly_IsFoundByWhoeverMends()
    {
        await using var app = await StartAsync(CarefulClerk);
        var run = await AskAsync(app, "half-said");
        var row = (await app.Services.GetRequiredService<RunQueries>().FindAsync(run.Id, null, Cancellation))!;
        var claims = app.Services.GetRequiredService<RunClaims>();

        // As a host leaves it that dies when the journal has the answer and the record has not.
        var before = await claims.WakeAnsweredAsync(run.Id, Cancellation);
        var agent = await app.Services.GetRequiredService<RunAgents>().CreateAsync(row, Cancellation);
        await agent.AnswerAsync(RunId.ToGuid(run.Id), Assert.Single(run.Waiting).Key, "refuse", Cancellation);
        await claims.WakeAnsweredAsync(run.Id, Cancellation);
        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal(0, before);
        Assert.Equal(RunEventTypes.Completed, events[^1].Type);
        Assert.Empty(await app.Runs.ListApprovalsAsync("half-said"));
    }

    [Fact]
    public async Task Fork_InTheMiddleOfACall_HasAMembersRunOfItsOwn()
    {
        await using var app = await StartAsync(CarefulClerk);
        var run = await AskAsync(app, "forker");

        using var forked = await app.Runs.PostAsync($"/v1/runs/{run.Id}/fork", "{}");
        var id = forked.Headers.Location!.OriginalString["/v1/runs/".Length..];
        await Deadline.WaitAsync(async () => (await app.Runs.GetAsync(id))!.Status == RunStatuses.Waiting, TimeSpan.FromSeconds(30), "the fork to wait", Cancellation);
        var fork = (await app.Runs.GetAsync(id))!;
        using var refused = await app.Runs.AnswerAsync(id, Assert.Single(fork.Waiting).Key, "refuse");
        await app.Runs.FollowAsync(id).ToListAsync(Cancellation);
        var waiting = (await app.Runs.GetAsync(run.Id))!;
        using var approved = await app.Runs.AnswerAsync(run.Id, Assert.Single(run.Waiting).Key, "approve");
        await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);
        fork = (await app.Runs.GetAsync(id))!;
        var parent = (await app.Runs.GetAsync(run.Id))!;

        Assert.NotEqual(Assert.Single(run.Members).Id, Assert.Single(fork.Members).Id);
        Assert.Equal(RunStatuses.Waiting, waiting.Status);
        Assert.Equal("clerk: write_file: Error: the user refused this call", fork.Output);
        Assert.Equal("clerk: write_file: Wrote 1 bytes to a.txt", parent.Output);
    }

    private async Task<AgentHostApplication> StartAsync(string clerk)
    {
        var app = new AgentHostApplication(stores, OfficeModel.Create(), s_quick);
        using var member = await app.Runs.DefineAsync("clerk", clerk);
        using var caller = await app.Runs.DefineAsync("chief", OfficeModel.Chief);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (member.StatusCode, caller.StatusCode));
        return app;
    }

    private static Task<RunDetail> AskAsync(AgentHostApplication app, string user) => app.Runs.RestAsync("chief", $$"""{"input":"Save 1","user":"{{user}}"}""");
}
