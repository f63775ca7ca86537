using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>Runs that use up what they may use.</summary>
public sealed class BudgetEventTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"max_iterations\":1", "The agent did not finish within 1 iterations.")]
    [InlineData("\"max_tokens\":1000", "The agent did not finish within 1000 tokens.")]
    [InlineData("\"max_cost\":0.001", "The agent did not finish for $0.001.")]
    public async Task Limit_Reached_IsToldBeforeTheEnd(string budget, string reason)
    {
        var usage = new UsageContent(new UsageDetails { InputTokenCount = 900, OutputTokenCount = 100, TotalTokenCount = 1_000 });
        var call = ScriptedAnswer.Of(ScriptedAnswer.CreateCall("calculator", """{"expression":"6*7"}"""), usage);
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(call), ("AgentHost:Prices:default:InputPerMillion", "2"));

        var run = await app.Runs.RestAsync("assistant", $$"""{"input":"6*7?","user":"spender","budget":{ {{budget}} } }""");

        Assert.Equal((RunStatuses.Failed, reason), (run.Status, run.Error));
        Assert.Equal([RunEventTypes.Budget, RunEventTypes.Failed], run.Events.Types().TakeLast(2));
        Assert.Equal(reason, run.Events.Single(runEvent => runEvent.Type == RunEventTypes.Budget).Text);
    }

    [Fact]
    public async Task Time_UsedUpByTheModel_IsToldBeforeTheEnd()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task));

        var run = await app.Runs.RestAsync("assistant", """{"input":"hello","user":"dawdler","budget":{"max_seconds":1}}""");
        var again = await app.Runs.FollowAsync(run.Id).ToListAsync(Cancellation);

        Assert.Equal([RunEventTypes.Started, RunEventTypes.Message, RunEventTypes.Budget, RunEventTypes.Failed], again.Types());
        Assert.Equal("The agent did not finish within 1 seconds of work.", again.Single(runEvent => runEvent.Type == RunEventTypes.Budget).Text);
    }

    [Fact]
    public async Task Time_OfWhatDoesNotComeBack_IsToldBeforeTheEndByTheService()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task));
        await using var events = app.Runs.StartAsync("hello", "stuck").GetAsyncEnumerator(Cancellation);
        var id = await ReadUntilAskedAsync(events);

        // As happens by itself a minute after the time.
        Assert.True(app.Services.GetRequiredService<LiveRuns>().TryGet(id, out var run));
        run.Cancel(CancelReason.TimedOut);

        await AssertOverTimeAsync(app, id);
    }

    [Fact]
    public async Task Time_OfAHostThatDiedWhenTheJournalHadTheEnd_IsToldBeforeTheEnd()
    {
        var release = new TaskCompletionSource();
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Hold("thinking", release.Task));
        await using var events = app.Runs.StartAsync("hello", "half-ended").GetAsyncEnumerator(Cancellation);
        var id = await ReadUntilAskedAsync(events);
        var row = (await app.Services.GetRequiredService<RunQueries>().FindAsync(id, null, Cancellation))!;

        await (await app.Services.GetRequiredService<RunAgents>().CreateAsync(row, Cancellation)).CancelAsync(RunId.ToGuid(id), RunVerdict.OverTime, Cancellation);
        release.SetResult();

        await AssertOverTimeAsync(app, id);
    }

    private static async Task<string> ReadUntilAskedAsync(IAsyncEnumerator<RunEvent> events)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.Type == RunEventTypes.Token)
            {
                break;
            }
        }

        return events.Current.RunId;
    }

    private static async Task AssertOverTimeAsync(AgentHostApplication app, string id)
    {
        const string Reason = "The run took longer than its budget allows.";
        await app.Runs.FollowAsync(id).ToListAsync(Cancellation);
        var run = (await app.Runs.GetAsync(id))!;

        Assert.Equal((RunStatuses.Failed, Reason), (run.Status, run.Error));
        Assert.Equal([RunEventTypes.Started, RunEventTypes.Budget, RunEventTypes.Failed], run.Events.Types());
        Assert.Equal(Reason, run.Events.Single(runEvent => runEvent.Type == RunEventTypes.Budget).Text);
    }
}
