using System.Text.Json;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Batches from their files to their files.</summary>
public abstract class BatchContract(StoreServers servers, StoreKind kind) : BatchStoreContract(servers, kind)
{
    [Fact]
    public async Task Batch_Done_HasItsResultsAndFailuresInFiles()
    {
        var keeper = Keeper();
        var id = await CreateAsync(LinesOf("a", "b", "c"));
        Assert.Equal(BatchStatus.Validating, (await FindBatchAsync(id)).Status);
        await KeepUntilSubmittedAsync(keeper, id, 3);

        var jobs = await Jobs.ClaimAsync(Claim(3), Token);
        await Jobs.CompleteAsync(jobs[0].Lease, new JobResult("application/json", "{ \"text\":\r\n\"zwölf \\ud800\" }"u8.ToArray()), Token);
        await Jobs.FailAsync(jobs[1].Lease, new JobFailure("bad_request", "It cannot be done."), Token);
        var running = await FindBatchAsync(id);
        await Jobs.CompleteAsync(jobs[2].Lease, ResultOf("no JSON"), Token);
        var batch = await KeepToTheEndAsync(keeper, id);

        Assert.Equal((BatchStatus.InProgress, new BatchCounts(3, 1, 1)), (running.Status, running.Counts));
        Assert.Equal((BatchStatus.Completed, new BatchCounts(3, 2, 1)), (batch.Status, batch.Counts));
        Assert.True(batch.CreatedAt <= batch.InProgressAt && batch.InProgressAt <= batch.FinalizingAt && batch.FinalizingAt <= batch.EndedAt);
        Assert.Equal(
            [
                $$$"""{"id":"batch_req_{{{jobs[0].Lease.Id:N}}}","custom_id":"a","response":{"status_code":200,"request_id":"job-{{{jobs[0].Lease.Id:N}}}-1","body":{ "text":  "zwölf \ud800" }},"error":null}""",
                $$$"""{"id":"batch_req_{{{jobs[2].Lease.Id:N}}}","custom_id":"c","response":{"status_code":200,"request_id":"job-{{{jobs[2].Lease.Id:N}}}-1","body":"no JSON"},"error":null}""",
            ],
            (await ReadAsync(batch.OutputFile)).Select(line => line.GetRawText()));
        Assert.Equal(
            [$$$"""{"id":"batch_req_{{{jobs[1].Lease.Id:N}}}","custom_id":"b","response":null,"error":{"code":"bad_request","message":"It cannot be done."}}"""],
            (await ReadAsync(batch.ErrorFile)).Select(line => line.GetRawText()));
        var output = await Files.FindAsync(batch.OutputFile!.Value, Token);
        Assert.Equal(($"batch_{id:N}_output.jsonl", FilePurpose.BatchOutput, TimeSpan.FromDays(7)), (output!.Name, output.Purpose, output.ExpiresAt - output.CreatedAt));
        Assert.Equal(output, Assert.Single(await Files.ListAsync(new FileQuery { Purpose = FilePurpose.BatchOutput, Limit = 1, OldestFirst = true }, Token)));
    }

    [Fact]
    public async Task Jobs_OfABatch_AreOfLowPriorityAndInItsOrder()
    {
        var id = await CreateAsync(LinesOf("a", "b"));

        await KeepUntilSubmittedAsync(Keeper(), id, 2);

        var jobs = await Jobs.ListAsync(new JobQuery { Batch = id }, Token);
        Assert.All(jobs, job => Assert.Equal((JobPriority.Low, "test"), (job.Priority, job.Kind)));
        Assert.Equal(["""{"n":"a"}""", """{"n":"b"}"""], (await Jobs.ClaimAsync(Claim(2), Token)).Select(TextOf));
    }

    [Fact]
    public async Task Batches_Together_LeaveHalfTheRoomToOthers()
    {
        var keeper = Keeper(maxPending: 10);
        var (first, second) = (await CreateAsync(LinesOf("a", "b", "c")), await CreateAsync(LinesOf([.. Enumerable.Range(0, 9).Select(i => $"{i}")])));
        await KeepUntilSubmittedAsync(keeper, first, 3);

        await KeepOnAsync(keeper);
        var before = (await FindBatchAsync(second)).Submitted;
        Assert.Equal(3, (await WorkAsync(3)).Count);
        await KeepOnAsync(keeper);

        Assert.Equal((2, 5), (before, (await FindBatchAsync(second)).Submitted));
        Assert.Equal(BatchStatus.Completed, (await KeepToTheEndAsync(keeper, first)).Status);
    }

    [Fact]
    public async Task Queue_ThatIsFull_IsWaitedFor()
    {
        var store = OpenStore(options => options.MaxPendingPerTenant = 4);
        var keeper = KeeperOf(store, maxPending: 100);
        var others = await store.Jobs.SubmitAsync([Of("1"), Of("2")], Token);
        var id = (await store.Batches.CreateAsync(Of(await UploadAsync(store.Files, LinesOf("a", "b", "c"))), Token)).Id;

        await KeepOnAsync(keeper);
        var before = (await store.Batches.FindAsync(id, Token))!.Submitted;
        await store.Jobs.CancelAsync(others[0].Id, tenant: null, Token);

        await Deadline.WaitAsync(async () => !await keeper.StepAsync(Token) && (await store.Batches.FindAsync(id, Token))!.Submitted == 3, Limit, "the rest to be submitted", Token);
        Assert.Equal(2, before);
    }

    [Fact]
    public async Task Cancelled_WhileItGoesOn_KeepsWhatWasDone()
    {
        var keeper = Keeper(maxPending: 4);
        var id = await CreateAsync(LinesOf("a", "b", "c", "d"));
        await KeepUntilSubmittedAsync(keeper, id, 2);
        await WorkAsync(1);
        var running = await ClaimOneAsync();

        Assert.Equal(CancelOutcome.Cancelled, await Batches.CancelAsync(id, Token));
        Assert.Equal(CancelOutcome.Cancelled, await Batches.CancelAsync(id, Token));
        var cancelling = await FindBatchAsync(id);
        var batch = await KeepToTheEndAsync(keeper, id);

        Assert.Equal((BatchStatus.Cancelling, true), (cancelling.Status, cancelling.CancellingAt is not null));
        Assert.Equal((BatchStatus.Cancelled, new BatchCounts(4, 1, 3)), (batch.Status, batch.Counts));
        Assert.Equal(JobStatus.Cancelled, (await FindAsync(running.Lease.Id)).Status);
        Assert.Equal(["a"], IdsOf(await ReadAsync(batch.OutputFile)));
        Assert.Equal([("b", "batch_cancelled"), ("c", "batch_cancelled"), ("d", "batch_cancelled")], ErrorsOf(await ReadAsync(batch.ErrorFile)));
        Assert.Equal(CancelOutcome.AlreadyFinished, await Batches.CancelAsync(id, Token));
        Assert.Equal(CancelOutcome.NotFound, await Batches.CancelAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Cancelled_BeforeItIsRead_LeadsToNoFiles()
    {
        var id = await CreateAsync(LinesOf("a"));
        await Batches.CancelAsync(id, Token);

        var batch = await KeepToTheEndAsync(Keeper(), id);

        Assert.Equal((BatchStatus.Cancelled, default(BatchCounts), null, null), (batch.Status, batch.Counts, batch.OutputFile, batch.ErrorFile));
        Assert.Empty(await Jobs.ListAsync(new JobQuery(), Token));
    }

    [Fact]
    public async Task Expired_SaysWhatWasNotBegun()
    {
        var keeper = Keeper(maxPending: 6);
        var id = await CreateAsync(LinesOf("a", "b", "c", "d", "e"));
        await KeepUntilSubmittedAsync(keeper, id, 3);
        await WorkAsync(1);
        await ClaimOneAsync(TimeSpan.FromDays(2));

        await PassAsync(TimeSpan.FromHours(25));
        await SweepUntilAsync((await Jobs.ListAsync(new JobQuery { Batch = id, Limit = 1 }, Token))[0].Id, job => job.IsFinal, "the job that was not begun to be late");
        var batch = await KeepToTheEndAsync(keeper, id);

        Assert.Equal((BatchStatus.Expired, new BatchCounts(5, 1, 4)), (batch.Status, batch.Counts));
        Assert.Equal(["a"], IdsOf(await ReadAsync(batch.OutputFile)));
        Assert.Equal([("b", JobFailure.TooLong), ("c", "batch_expired"), ("d", "batch_expired"), ("e", "batch_expired")], ErrorsOf(await ReadAsync(batch.ErrorFile)));
    }

    [Fact]
    public async Task InputFile_DeletedBeforeAllOfItIsBegun_FailsTheBatchAndCancelsItsJobs()
    {
        var keeper = Keeper(maxPending: 4);
        var file = await UploadAsync(LinesOf("a", "b", "c", "d"));
        var id = (await CreateAsync(file)).Id;
        await KeepUntilSubmittedAsync(keeper, id, 2);
        await WorkAsync(1);

        await Files.DeleteAsync(file, Token);
        var batch = await KeepToTheEndAsync(keeper, id);

        Assert.Equal((BatchStatus.Failed, new BatchCounts(4, 1, 3), "input_file_not_found"), (batch.Status, batch.Counts, Assert.Single(batch.Problems).Code));
        Assert.Equal([JobStatus.Cancelled, JobStatus.Completed], (await Jobs.ListAsync(new JobQuery { Batch = id }, Token)).Select(job => job.Status));
    }

    [Fact]
    public async Task List_IsNewestFirstAndPaged()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await CreateAsync(LinesOf($"{i}")));
        }

        Assert.Equal([ids[2], ids[1]], (await Batches.ListAsync(new BatchQuery { Limit = 2 }, Token)).Select(batch => batch.Id));
        Assert.Equal([ids[0]], (await Batches.ListAsync(new BatchQuery { After = ids[1] }, Token)).Select(batch => batch.Id));
        Assert.Null(await Batches.FindAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Batch_OfATenant_HasItsJobsAndFilesAndRoom()
    {
        var keeper = Keeper(maxPending: 4);
        var (first, second) = (await CreateAsync("a", LinesOf("1", "2", "3")), await CreateAsync("b", LinesOf("1", "2")));

        await KeepUntilSubmittedAsync(keeper, first, 2);
        await KeepUntilSubmittedAsync(keeper, second, 2);
        await WorkAsync();
        var batch = await KeepToTheEndAsync(keeper, second);

        Assert.Equal([first], (await Batches.ListAsync(new BatchQuery { Tenant = "a" }, Token)).Select(listed => listed.Id));
        Assert.Empty(await Batches.ListAsync(new BatchQuery { Tenant = "a", After = first }, Token));
        Assert.Equal("b", batch.Asked.Tenant);
        Assert.Equal([second, second], (await Jobs.ListAsync(new JobQuery { Tenant = "b" }, Token)).Select(job => job.Batch));
        Assert.Equal("b", (await Files.FindAsync(batch.OutputFile!.Value, Token))!.Tenant);
    }

    [Fact]
    public async Task Noted_IsKeptAsItWas()
    {
        var asked = new NewBatch(Guid.NewGuid(), "test", TimeSpan.FromHours(1), TimeSpan.FromDays(7)) { Metadata = new Dictionary<string, string> { ["нотатка"] = "\0 \"x\"", ["a"] = "" } };

        var id = (await Batches.CreateAsync(asked, Token)).Id;

        var batch = await FindBatchAsync(id);
        Assert.Equal(JsonSerializer.Serialize(asked.Metadata), JsonSerializer.Serialize(batch.Asked.Metadata));
        Assert.Equal(TimeSpan.FromHours(1), batch.ExpiresAt - batch.CreatedAt);
        Assert.Equal(asked with { Metadata = null }, batch.Asked with { Metadata = null });
        await Assert.ThrowsAsync<ArgumentException>(() => Batches.CreateAsync(asked with { Endpoint = "a,b" }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Batches.CreateAsync(asked with { Tenant = "" }, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Batches.CreateAsync(asked with { Window = TimeSpan.Zero }, Token));
    }

    [Fact]
    public async Task Ended_LongAgo_IsForgotten()
    {
        var keeper = Keeper();
        var id = await CreateAsync("no request");
        await KeepToTheEndAsync(keeper, id);
        var active = await CreateAsync(LinesOf("a"));

        await PassAsync(TimeSpan.FromDays(29));
        Assert.Equal(1, await Batches.SweepAsync(Token));
        Assert.NotNull(await Batches.FindAsync(id, Token));
        await PassAsync(TimeSpan.FromDays(2));
        await Batches.SweepAsync(Token);

        Assert.Null(await Batches.FindAsync(id, Token));
        Assert.NotNull(await Batches.FindAsync(active, Token));
    }

    private async Task<Guid> CreateAsync(string tenant, string content) => (await Batches.CreateAsync(Of(await UploadAsync(content)) with { Tenant = tenant }, Token)).Id;
}
