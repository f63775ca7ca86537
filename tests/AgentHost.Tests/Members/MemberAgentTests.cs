using Microsoft.Extensions.DependencyInjection;
using Switchyard.AgentHost.Members;
using Switchyard.Agents;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Members;

/// <summary>Calls of agents that do not come to a result by themselves.</summary>
public sealed class MemberAgentTests(StoresFixture stores)
{
    private static readonly AgentDefinition s_clerk = new() { Id = "clerk", Budget = new AgentBudget { MaxTime = TimeSpan.FromMinutes(1) } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ThatThisHostCannotGoOnWith_IsNoResultOfTheCall()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        List<Exception> broken = [];
        var clerk = new MemberAgent(
            s_clerk,
            () => throw new GraphChangedException(Guid.Empty, ["Its graph is another one."]),
            await CreateCallsAsync(app, TimeProvider.System, exception =>
            {
                broken.Add(exception);
                stop.Cancel();
            }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clerk.RunAsync(new AgentTask("Note it."), stop.Token));

        Assert.IsType<GraphChangedException>(Assert.Single(broken));
    }

    [Fact]
    public async Task Run_OverItsTime_IsEndedAndSaysSo()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("ok"), ScriptedAnswer.Hold("thinking", new TaskCompletionSource().Task));
        await using var app = new AgentHostApplication(stores, model);
        var time = new ManualTimeProvider();
        var graphs = app.Services.GetRequiredService<AgentGraphs>();
        var (services, journal) = (app.Services.GetRequiredService<AgentServices>(), app.Services.GetRequiredService<IRunJournal>());
        var clerk = new MemberAgent(s_clerk, () => new GraphAgent(s_clerk with { Tools = [] }, services, journal, graphs), await CreateCallsAsync(app, time, static _ => { }));
        var task = new AgentTask("Note it.");

        var running = clerk.RunAsync(task, Cancellation);
        await Deadline.WaitAsync(() => Task.FromResult(model.Requests.Count == 2), TimeSpan.FromMinutes(1), "the model to be asked", Cancellation);
        time.Advance(clerk.TimeLimit);
        var result = await running;

        Assert.Equal((RunStatus.Cancelled, "Given up: The run took longer than its budget allows."), (result.Status, result.Error));
    }

    // What is called is noted with a run that there is.
    private static async Task<MemberCalls> CreateCallsAsync(AgentHostApplication app, TimeProvider time, Action<Exception> onBroken)
    {
        var run = (await app.Runs.RunAsync("Have it noted.", "caller"))[0].RunId;
        return new MemberCalls(run, app.Services.GetRequiredService<MemberRunStore>(), time, onBroken);
    }
}
