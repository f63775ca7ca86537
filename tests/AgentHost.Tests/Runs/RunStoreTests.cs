using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunStoreTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FinishAsync_TakenOverMeanwhile_IsRefusedAndLeavesNoTrace()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var store = app.Services.GetRequiredService<RunStore>();
        var run = await CreateAsync(app, "store-finish");
        await using var other = await app.Database.OpenConnectionAsync(Cancellation);
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        await other.ExecuteAsync("update agents.runs set host = 'other' where id = @Id", new { run.Id }, transaction);

        // The row still shows as this host's to others, so that the end meets the lock of the host that takes the run over.
        var finishing = store.FinishAsync(run.Id, 0, new RunEnd([Event(run, RunEventTypes.Completed)], RunStatuses.Completed, "ok", null, null, []), Cancellation);
        await Deadline.WaitAsync(() => IsBlockingAsync(app.Database, other.ProcessID), TimeSpan.FromSeconds(30), "the other host to be waited for", Cancellation);
        await transaction.CommitAsync(Cancellation);

        Assert.Null(await finishing);
        var detail = await app.Runs.GetAsync(run.Id);
        Assert.Equal((RunStatuses.Running, 0), (detail!.Status, detail.Events.Count));
    }

    [Fact]
    public async Task AppendAsync_AfterTokens_NumbersBehindThem()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var store = app.Services.GetRequiredService<RunStore>();
        var run = await CreateAsync(app, "store-append");

        var first = await store.AppendAsync(run.Id, 0, [Event(run, RunEventTypes.Started), Event(run, RunEventTypes.Thought)], Cancellation);
        var afterTokens = await store.AppendAsync(run.Id, 7, [Event(run, RunEventTypes.Message)], Cancellation);
        var behind = await store.AppendAsync(run.Id, 3, [Event(run, RunEventTypes.Message)], Cancellation);

        Assert.Equal([1L, 8L, 9L], [first, afterTokens, behind]);
        Assert.Equal([1L, 2L, 8L, 9L], (await app.Runs.GetAsync(run.Id))!.Events.Select(runEvent => runEvent.Sequence));
    }

    private static async Task<RunClaim> CreateAsync(AgentHostApplication app, string user) =>
        (await app.Services.GetRequiredService<RunClaims>().CreateAsync(new NewRun(user, "assistant", 1, null, "default", "hi"), Cancellation))!;

    private static RunEvent Event(RunClaim run, string type) => new() { RunId = run.Id, Sequence = 0, Type = type, Timestamp = DateTimeOffset.UnixEpoch };

    private static async Task<bool> IsBlockingAsync(NpgsqlDataSource database, int process)
    {
        await using var connection = await database.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<bool>("select exists (select from pg_stat_activity where @process = any(pg_blocking_pids(pid)))", new { process });
    }
}
