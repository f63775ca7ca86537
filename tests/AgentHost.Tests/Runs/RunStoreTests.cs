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
    public async Task FinishAsync_InterruptedMeanwhile_IsFalseAndLeavesNoTrace()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var store = app.Services.GetRequiredService<RunStore>();
        var run = (await store.CreateAsync(new NewRun("store-finish", "assistant", null, "default", "hi", null), Cancellation))!;
        await using var sweep = await app.Database.OpenConnectionAsync(Cancellation);
        await using var transaction = await sweep.BeginTransactionAsync(Cancellation);
        await sweep.ExecuteAsync("update agents.runs set status = 'interrupted' where id = @Id", new { run.Id }, transaction);

        // The row still shows as running to others, so the event is written and only the update meets the sweep's lock.
        var last = new RunEvent { RunId = run.Id, Sequence = 1, Type = RunEventTypes.Completed, Timestamp = DateTimeOffset.UnixEpoch };
        var finishing = store.FinishAsync(new RunEnd(last, RunStatuses.Completed, "ok", null, 0, []), Cancellation);
        await Deadline.WaitAsync(() => IsBlockingAsync(app.Database, sweep.ProcessID), TimeSpan.FromSeconds(30), "the sweep to be waited for", Cancellation);
        await transaction.CommitAsync(Cancellation);

        Assert.False(await finishing);
        var detail = await app.Runs.GetAsync(run.Id);
        Assert.Equal((RunStatuses.Interrupted, 0), (detail!.Status, detail.Events.Count));
    }

    private static async Task<bool> IsBlockingAsync(NpgsqlDataSource database, int process)
    {
        await using var connection = await database.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<bool>("select exists (select from pg_stat_activity where @process = any(pg_blocking_pids(pid)))", new { process });
    }
}
