using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What becomes of submissions.</summary>
public abstract class SubmitContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task Submit_Several_AnswersEachInOrder()
    {
        var receipts = await Jobs.SubmitAsync([Of("a"), Of("b"), Of("c")], Token);

        Assert.All(receipts, receipt => Assert.Equal(SubmitOutcome.Accepted, receipt.Outcome));
        var claimed = await Jobs.ClaimAsync(Claim(3), Token);
        Assert.Equal(["a", "b", "c"], receipts.Select(receipt => TextOf(claimed.Single(job => job.Lease.Id == receipt.Id))));
    }

    [Fact]
    public async Task Submit_Nothing_AnswersNothing() => Assert.Empty(await Jobs.SubmitAsync([], Token));

    [Fact]
    public async Task Submit_EveryProperty_IsKept()
    {
        var batch = Guid.NewGuid();
        var id = await SubmitAsync(Of("a") with
        {
            Queue = "other",
            Tenant = "acme",
            Priority = JobPriority.High,
            Delay = TimeSpan.FromMinutes(5),
            Labels = ["gpu", "eu"],
            Retries = 7,
            Batch = batch,
        });

        var job = await FindAsync(id);
        Assert.Equal((id, "test", "other", "acme", JobPriority.High, JobStatus.Pending), (job.Id, job.Kind, job.Queue, job.Tenant, job.Priority, job.Status));
        Assert.Equal((0, 0, 0, 7, batch, 1L), (job.Attempts, job.Failures, job.Crashes, job.Retries, job.Batch, job.LastSequence));
        Assert.Equal(["gpu", "eu"], job.Labels);
        Assert.Equal(TimeSpan.FromMinutes(5).TotalSeconds, (job.RunAt - job.CreatedAt).TotalSeconds, tolerance: 1);
        Assert.Equal((null, null, null, null), (job.Worker, job.Failure, job.StartedAt, job.FinishedAt));
    }

    [Fact]
    public async Task Submit_SameKeyAndJob_IsReplayed()
    {
        var job = Of("a") with { IdempotencyKey = "key" };
        var id = await SubmitAsync(job);

        Assert.Equal([new SubmitReceipt(SubmitOutcome.Replayed, id)], await Jobs.SubmitAsync([job], Token));
        Assert.Equal([new SubmitReceipt(SubmitOutcome.Replayed, id)], await Jobs.SubmitAsync([job with { Priority = JobPriority.Urgent }], Token));
        Assert.Single(await Jobs.ClaimAsync(Claim(5), Token));
    }

    [Fact]
    public async Task Submit_SameKeyAfterTheEnd_IsReplayed()
    {
        var job = Of("a") with { IdempotencyKey = "key" };
        var claimed = await StartAsync(job);
        await Jobs.CompleteAsync(claimed.Lease, ResultOf("done"), Token);

        Assert.Equal([new SubmitReceipt(SubmitOutcome.Replayed, claimed.Lease.Id)], await Jobs.SubmitAsync([job], Token));
        Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));
    }

    [Fact]
    public async Task Submit_SameKeyOtherJob_IsAConflict()
    {
        var id = await SubmitAsync(Of("a") with { IdempotencyKey = "key" });

        var receipts = await Jobs.SubmitAsync([Of("b") with { IdempotencyKey = "key" }, Of("a") with { IdempotencyKey = "key", Queue = "other" }, Of("a") with { Kind = "other", IdempotencyKey = "key" }], Token);

        Assert.All(receipts, receipt => Assert.Equal(new SubmitReceipt(SubmitOutcome.Conflict, id), receipt));
    }

    [Fact]
    public async Task Submit_SameKeyOtherTenant_IsAnotherJob()
    {
        var id = await SubmitAsync(Of("a") with { IdempotencyKey = "key", Tenant = "one" });

        Assert.NotEqual(id, await SubmitAsync(Of("a") with { IdempotencyKey = "key", Tenant = "two" }));
    }

    [Fact]
    public async Task Submit_OneKeyHundredTimesAtOnce_IsOneJob()
    {
        var job = Of("a") with { IdempotencyKey = "key" };

        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => (await Jobs.SubmitAsync([job], Token))[0])));

        Assert.Single(receipts.Select(receipt => receipt.Id).Distinct());
        Assert.Single(receipts, receipt => receipt.Outcome == SubmitOutcome.Accepted);
        Assert.Equal(99, receipts.Count(receipt => receipt.Outcome == SubmitOutcome.Replayed));
        Assert.Single(await Jobs.ListAsync(new JobQuery(), Token));
    }

    [Fact]
    public async Task Submit_OneKeyFromSeveralBatchesAtOnce_IsOneJobEach()
    {
        JobSubmission[] batch = [.. Enumerable.Range(0, 50).Select(i => Of($"{i}") with { IdempotencyKey = $"key-{i}" })];

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Jobs.SubmitAsync(i % 2 == 0 ? batch : [.. batch.Reverse()], Token))));

        Assert.Equal(50, all.SelectMany(receipts => receipts).Count(receipt => receipt.Outcome == SubmitOutcome.Accepted));
        Assert.Equal(50, all.SelectMany(receipts => receipts).Select(receipt => receipt.Id).Distinct().Count());
    }

    [Fact]
    public async Task Submit_OneKeyTwiceInABatch_IsOneJob()
    {
        var job = Of("a") with { IdempotencyKey = "key" };

        var receipts = await Jobs.SubmitAsync([job, job, Of("b") with { IdempotencyKey = "key" }, Of("c")], Token);

        Assert.Equal([SubmitOutcome.Accepted, SubmitOutcome.Replayed, SubmitOutcome.Conflict, SubmitOutcome.Accepted], receipts.Select(receipt => receipt.Outcome));
        Assert.Equal(2, receipts.Select(receipt => receipt.Id).Distinct().Count());
    }

    [Fact]
    public async Task Submit_QueueFull_IsRefusedForThatTenantAndQueueOnly()
    {
        var jobs = Open(options => options.MaxPendingPerTenant = 3);

        var receipts = await jobs.SubmitAsync([Of("a"), Of("b"), Of("c") with { Delay = TimeSpan.FromMinutes(1) }, Of("d"), Of("e") with { Tenant = "other" }, Of("f") with { Queue = "other" }], Token);

        Assert.Equal(
            [SubmitOutcome.Accepted, SubmitOutcome.Accepted, SubmitOutcome.Accepted, SubmitOutcome.QueueFull, SubmitOutcome.Accepted, SubmitOutcome.Accepted],
            receipts.Select(receipt => receipt.Outcome));
        Assert.Equal(Guid.Empty, receipts[3].Id);
        Assert.Equal([new SubmitReceipt(SubmitOutcome.QueueFull, Guid.Empty)], await jobs.SubmitAsync([Of("g")], Token));
        await jobs.ClaimAsync(Claim(1), Token);
        Assert.Equal(SubmitOutcome.Accepted, (await jobs.SubmitAsync([Of("h")], Token))[0].Outcome);
    }

    [Fact]
    public async Task Submit_KnownKeyToAFullQueue_IsReplayed()
    {
        var jobs = Open(options => options.MaxPendingPerTenant = 1);
        var job = Of("a") with { IdempotencyKey = "key" };
        var receipts = await jobs.SubmitAsync([job], Token);

        Assert.Equal([new SubmitReceipt(SubmitOutcome.Replayed, receipts[0].Id)], await jobs.SubmitAsync([job], Token));
    }

    [Fact]
    public async Task Find_OtherTenantsJob_IsNotThere()
    {
        var id = await SubmitAsync(Of("a") with { Tenant = "one" });

        Assert.NotNull(await Jobs.FindAsync(id, "one", Token));
        Assert.Null(await Jobs.FindAsync(id, "two", Token));
        Assert.Null(await Jobs.FindAsync(Guid.NewGuid(), tenant: null, Token));
    }
}
