using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Postgres;

/// <summary>What a batch's jobs led to is there until the batch has ended, however long no keeper was.</summary>
public sealed class BatchJobsKeptTests(StoreServers servers) : IAsyncLifetime
{
    private StoreSpace _space = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _space = await servers.BorrowAsync();

    public ValueTask DisposeAsync()
    {
        servers.Return(_space);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Job_OfABatchThatHasNotEnded_IsNotForgotten()
    {
        await using var store = JobStores.Postgres(_space.Postgres);
        await using var writer = await FileWriter.BeginAsync(store.Files, Token);
        var file = await writer.CompleteAsync(new FileTerms("requests", FilePurpose.Batch, TimeSpan.FromDays(1)), Token);
        var batch = await store.Batches.CreateAsync(new NewBatch(file.Id, "test", TimeSpan.FromHours(24), TimeSpan.FromDays(1)), Token);
        var id = (await store.Jobs.SubmitAsync([new JobSubmission("test", default) { Batch = batch.Id }], Token))[0].Id;
        await store.Jobs.CancelAsync(id, tenant: null, Token);
        await _space.ExecuteAsync("update queue.jobs set expires_at = now() - interval '1 day'");

        await store.Jobs.SweepAsync(Token);
        Assert.NotNull(await store.Jobs.FindAsync(id, tenant: null, Token));

        await _space.ExecuteAsync("update queue.batches set status = 4, ended_at = now()");
        await store.Jobs.SweepAsync(Token);
        Assert.Null(await store.Jobs.FindAsync(id, tenant: null, Token));
    }
}
