using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Queue.Tests.Postgres;

/// <summary>A batch ends as it should, whenever the server dies meanwhile.</summary>
public sealed class BatchKilledTests : IAsyncLifetime
{
    private const int Requests = 400;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private PostgresServer _postgres = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _postgres = await PostgresServer.StartAsync(Token);

    public async ValueTask DisposeAsync() => await _postgres.DisposeAsync();

    [Fact]
    public async Task Killed_WhileABatchGoesOn_LosesNothingAndDoesNothingTwice()
    {
        await using var store = JobStores.Postgres(_postgres.ConnectionString, redis: null, new QueueOptions { MaxCrashes = 100, RedeliveriesPerSecond = 1_000 });
        var id = await CreateAsync(store);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var first = KeeperOf(store);
        using var second = KeeperOf(store);
        var running = new[] { first, second }.Select(keeper => RepeatAsync(() => keeper.StepAsync(Token), stop.Token)).Append(RepeatAsync(() => WorkAsync(store.Jobs), stop.Token)).ToList();

        foreach (var enough in new[] { 1, Requests / 2 })
        {
            await UntilAsync(store, id, batch => batch.Counts.Completed >= enough || batch.IsFinal, "jobs to be done");
            await _postgres.KillAsync();
            await _postgres.StartAgainAsync(Token);
        }

        var batch = await UntilAsync(store, id, static batch => batch.IsFinal, "the batch to end");
        await stop.CancelAsync();
        await Task.WhenAll(running);

        Assert.Equal((BatchStatus.Completed, new BatchCounts(Requests, Requests, 0)), (batch.Status, batch.Counts));
        await using var stream = new StoredFileStream(store.Files, batch.OutputFile!.Value, start: 0);
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line).GetProperty("custom_id").GetString());
        Assert.Equal(Enumerable.Range(0, Requests).Select(i => $"{i}"), lines);
    }

    private static BatchKeeper KeeperOf(JobStore store) => new(store, new QueueOptions { MaxPendingPerTenant = 100 }, TimeProvider.System, NullLogger<BatchKeeper>.Instance);

    private static async Task<Guid> CreateAsync(JobStore store)
    {
        await using var writer = await FileWriter.BeginAsync(store.Files, Token);
        for (var i = 0; i < Requests; i++)
        {
            await writer.WriteAsync(Encoding.UTF8.GetBytes($$$"""{"custom_id":"{{{i}}}","method":"POST","url":"test","body":{}}{{{'\n'}}}"""), Token);
        }

        var file = await writer.CompleteAsync(new FileTerms("requests.jsonl", FilePurpose.Batch, TimeSpan.FromDays(1)), Token);
        return (await store.Batches.CreateAsync(new NewBatch(file.Id, "test", TimeSpan.FromHours(24), TimeSpan.FromDays(1)), Token)).Id;
    }

    private static async Task<bool> WorkAsync(IJobStore jobs)
    {
        await jobs.SweepAsync(Token);
        var claimed = await jobs.ClaimAsync(new ClaimRequest("worker", 20, TimeSpan.FromMilliseconds(500)), Token);
        foreach (var job in claimed)
        {
            await jobs.CompleteAsync(job.Lease, new JobResult("application/json", "{}"u8.ToArray()), Token);
        }

        return claimed.Count > 0;
    }

    private static Task RepeatAsync(Func<Task<bool>> act, CancellationToken stop) => Task.Run(
        async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                if (!await TryAsync(act))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
                }
            }
        },
        Token);

    // The server is away, or was when it was under way: nobody said whether it happened.
    private static async Task<bool> TryAsync(Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<Batch> UntilAsync(JobStore store, Guid id, Func<Batch, bool> condition, string what)
    {
        Batch? batch = null;
        await Deadline.WaitAsync(() => TryAsync(async () => (batch = await store.Batches.FindAsync(id, Token)) is not null && condition(batch)), s_limit, what, Token);
        return batch!;
    }
}
