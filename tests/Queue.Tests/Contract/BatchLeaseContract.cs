using System.Text;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;
using Switchyard.Tests.Common;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>However many keepers there are, and wherever one ends, nothing is done twice.</summary>
public abstract class BatchLeaseContract(StoreServers servers, StoreKind kind) : BatchStoreContract(servers, kind)
{
    private static readonly BatchProblem s_problem = new("code", "message", null, null);

    [Fact]
    public async Task Keepers_AtOnce_DoNothingTwice()
    {
        List<Guid> ids = [];
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await CreateAsync(LinesOf(Enumerable.Range(0, 250).Select(line => $"{line}"))));
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var keeping = Enumerable.Range(0, 4).Select(_ => Keeper(maxPending: 200)).Select(keeper => Task.Run(() => KeepOnAsync(keeper, ended.Token), Token)).ToList();
        await Deadline.WaitAsync(
            async () =>
            {
                await WorkAsync();
                return (await Batches.ListAsync(new BatchQuery(), Token)).All(batch => batch.IsFinal);
            },
            Limit,
            "the batches to end",
            Token);
        await ended.CancelAsync();
        await Task.WhenAll(keeping);

        foreach (var id in ids)
        {
            var batch = await FindBatchAsync(id);
            Assert.Equal((BatchStatus.Completed, new BatchCounts(250, 250, 0)), (batch.Status, batch.Counts));
            Assert.Equal(Enumerable.Range(0, 250).Select(line => $"{line}"), IdsOf(await ReadAsync(batch.OutputFile)));
            Assert.Equal(250, (await Jobs.ListAsync(new JobQuery { Batch = id, Limit = 1_000 }, Token)).Count);
        }
    }

    [Fact]
    public async Task Keeper_KilledBetweenSubmittingAndSayingSo_IsFollowedByNoSecondJob()
    {
        var id = await CreateAsync(LinesOf("a", "b"));
        await KeepUntilAsync(Keeper(), id, batch => batch.Status == BatchStatus.InProgress, "the batch to be in progress");
        await Jobs.SubmitAsync([new JobSubmission("test", """{"n":"a"}"""u8.ToArray()) { Batch = id, IdempotencyKey = $"batch-{id:N}:a" }], Token);

        await KeepUntilSubmittedAsync(Keeper(), id, 2);

        Assert.Equal(["""{"n":"a"}""", """{"n":"b"}"""], (await WorkAsync()).Select(TextOf).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "b"], IdsOf(await ReadAsync((await KeepToTheEndAsync(Keeper(), id)).OutputFile)));
    }

    [Fact]
    public async Task Keeper_KilledBetweenSubmittingAndSayingSo_AndTheBatchCancelled_NamesEachRequestOnce()
    {
        var id = await CreateAsync(LinesOf("a", "b"));
        await KeepUntilAsync(Keeper(), id, batch => batch.Status == BatchStatus.InProgress, "the batch to be in progress");
        await Jobs.SubmitAsync([new JobSubmission("test", """{"n":"a"}"""u8.ToArray()) { Batch = id, IdempotencyKey = $"batch-{id:N}:a" }], Token);
        await WorkAsync();
        Assert.Equal(CancelOutcome.Cancelled, await Batches.CancelAsync(id, Token));

        var batch = await KeepToTheEndAsync(Keeper(), id);

        Assert.Equal((BatchStatus.Cancelled, new BatchCounts(2, 1, 1)), (batch.Status, batch.Counts));
        Assert.Equal(["a"], IdsOf(await ReadAsync(batch.OutputFile)));
        Assert.Equal(["b"], IdsOf(await ReadAsync(batch.ErrorFile)));
    }

    [Fact]
    public async Task Keeper_WhoseBatchIsCancelledWhileItSubmits_LeavesNoJobBehind()
    {
        var id = await CreateAsync(LinesOf("a", "b"));
        await KeepUntilAsync(Keeper(), id, batch => batch.Status == BatchStatus.InProgress, "the batch to be in progress");
        var claimed = await ClaimBatchAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(CancelOutcome.Cancelled, await Batches.CancelAsync(id, Token));

        Assert.False(await new BatchSubmission(Store, new QueueOptions()).RunAsync(new BatchTurn(Batches, claimed, TimeProvider.System), Token));

        Assert.Equal([JobStatus.Cancelled, JobStatus.Cancelled], (await Jobs.ListAsync(new JobQuery { Batch = id }, Token)).Select(job => job.Status));
    }

    [Fact]
    public async Task Claimed_IsNobodyElsesUntilItsLeaseLapses()
    {
        var id = await CreateAsync(LinesOf("a"));
        var first = await ClaimBatchAsync(TimeSpan.FromMinutes(1));

        Assert.Null(await Batches.ClaimAsync(TimeSpan.FromMinutes(1), Token));
        Assert.True(await Batches.RenewAsync(first.Lease, TimeSpan.FromMinutes(3), Token));
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Null(await Batches.ClaimAsync(TimeSpan.FromMinutes(1), Token));
        await PassAsync(TimeSpan.FromMinutes(2));
        var second = await ClaimBatchAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((id, first.Lease.Token + 1), (second.Lease.Id, second.Lease.Token));
        Assert.InRange(second.Left, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.True(await Batches.ReleaseAsync(second.Lease, TimeSpan.Zero, Token));
        Assert.Equal(id, (await ClaimBatchAsync(TimeSpan.FromMinutes(1))).Batch.Id);
    }

    [Fact]
    public async Task Batches_TakeTurns()
    {
        var (first, second) = (await CreateAsync(LinesOf("a")), await CreateAsync(LinesOf("a")));
        List<Guid> turns = [];

        for (var i = 0; i < 4; i++)
        {
            var claimed = await ClaimBatchAsync(TimeSpan.FromMinutes(1));
            turns.Add(claimed.Batch.Id);
            await Batches.ReleaseAsync(claimed.Lease, TimeSpan.Zero, Token);
        }

        Assert.Equal([first, second, first, second], turns);
    }

    [Theory]
    [InlineData(BatchStatus.Validating)]
    [InlineData(BatchStatus.InProgress)]
    [InlineData(BatchStatus.Finalizing)]
    public async Task Keeper_ThatLostItsLease_WritesNothing(BatchStatus status)
    {
        var id = await CreateAsync(LinesOf("a"));
        var stale = await ClaimBatchAsync(TimeSpan.FromMilliseconds(1));
        var lease = (await ClaimBatchAsync(TimeSpan.FromMinutes(1))).Lease;
        await BringToAsync(lease, status);
        var before = await FindBatchAsync(id);
        await using var file = await BeginFileAsync();

        Assert.False(await Batches.RenewAsync(stale.Lease, TimeSpan.FromMinutes(1), Token));
        Assert.False(await Batches.ReleaseAsync(stale.Lease, TimeSpan.Zero, Token));
        Assert.False(await Batches.StartAsync(stale.Lease, 5, Token));
        Assert.False(await Batches.AdvanceAsync(stale.Lease, 5, 5, Token));
        Assert.False(await Batches.FinalizeAsync(stale.Lease, Token));
        Assert.False(await Batches.FailAsync(stale.Lease, [s_problem], Token));
        Assert.False(await Batches.EndAsync(stale.Lease, EndOf(status, file.Id), Token));

        Assert.Equal(before, await FindBatchAsync(id));
        Assert.Null(await Files.FindAsync(file.Id, Token));
        Assert.True(await Batches.EndAsync(lease, EndOf(status, file.Id), Token));
        Assert.NotNull(await Files.FindAsync(file.Id, Token));
        file.Keep();
    }

    [Fact]
    public async Task Step_FromElsewhere_ChangesNothing()
    {
        await CreateAsync(LinesOf("a"));
        var lease = (await ClaimBatchAsync(TimeSpan.FromMinutes(1))).Lease;

        Assert.False(await Batches.AdvanceAsync(lease, 1, 1, Token));
        Assert.False(await Batches.FinalizeAsync(lease, Token));
        await BringToAsync(lease, BatchStatus.Finalizing);
        Assert.False(await Batches.StartAsync(lease, 1, Token));
        Assert.False(await Batches.FailAsync(lease, [s_problem], Token));
        await Batches.CancelAsync(lease.Id, Token);

        Assert.False(await Batches.EndAsync(lease, new BatchEnd(BatchStatus.Finalizing, BatchStatus.Completed, 0, null, null), Token));
        Assert.True(await Batches.EndAsync(lease, new BatchEnd(BatchStatus.Cancelling, BatchStatus.Cancelled, 0, null, null), Token));
        Assert.False(await Batches.EndAsync(lease, new BatchEnd(BatchStatus.Cancelling, BatchStatus.Cancelled, 0, null, null), Token));
        Assert.False(await Batches.ReleaseAsync(lease, TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task End_WhoseFileIsGone_IsNone()
    {
        var id = await CreateAsync(LinesOf("a"));
        var lease = (await ClaimBatchAsync(TimeSpan.FromMinutes(1))).Lease;
        await BringToAsync(lease, BatchStatus.Finalizing);
        await using var kept = await BeginFileAsync();
        var gone = await Files.BeginAsync(Token);
        await Files.DeleteAsync(gone, Token);

        Assert.False(await Batches.EndAsync(lease, EndOf(BatchStatus.Finalizing, kept.Id) with { Errors = new BatchFile(gone, TermsOf("errors")) }, Token));

        Assert.Equal(BatchStatus.Finalizing, (await FindBatchAsync(id)).Status);
        Assert.Null(await Files.FindAsync(kept.Id, Token));
    }

    [Fact]
    public async Task Outcomes_ThatAreLarge_ComeInSeveralPages()
    {
        var ids = Enumerable.Range(0, 5).Select(i => $"{i}").ToList();
        var id = await CreateAsync(LinesOf(ids));
        await KeepUntilSubmittedAsync(Keeper(), id, 5);
        foreach (var job in await Jobs.ClaimAsync(Claim(5), Token))
        {
            await Jobs.CompleteAsync(job.Lease, new JobResult("application/json", Encoding.UTF8.GetBytes($"\"{new string('x', 3 * 1024 * 1024)}\"")), Token);
        }

        var batch = await KeepToTheEndAsync(Keeper(), id);

        Assert.Equal(ids, IdsOf(await ReadAsync(batch.OutputFile)));
    }

    private static FileTerms TermsOf(string name) => new(name, FilePurpose.BatchOutput, TimeSpan.FromDays(1));

    private static BatchEnd EndOf(BatchStatus from, Guid file) => new(from, BatchStatus.Completed, 1, new BatchFile(file, TermsOf("output")), null);

    private static async Task KeepOnAsync(BatchKeeper keeper, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            if (!await keeper.StepAsync(Token))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }
        }
    }

    private async Task<FileWriter> BeginFileAsync()
    {
        var writer = await FileWriter.BeginAsync(Files, Token);
        await writer.WriteAsync("{}"u8.ToArray(), Token);
        await writer.FlushAsync(Token);
        return writer;
    }

    private async Task BringToAsync(BatchLease lease, BatchStatus status)
    {
        Assert.True(status == BatchStatus.Validating || await Batches.StartAsync(lease, 1, Token));
        Assert.True(status != BatchStatus.Finalizing || await Batches.FinalizeAsync(lease, Token));
    }
}
