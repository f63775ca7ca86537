using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What is too much, or cannot be stored, is refused before anything is.</summary>
public abstract class BoundsContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private static readonly string s_long = new('x', 256);

    public static TheoryData<string> OutOfBounds => [.. s_outOfBounds.Keys];

    private static readonly Dictionary<string, JobSubmission> s_outOfBounds = new()
    {
        ["no kind"] = Of("x") with { Kind = string.Empty },
        ["long kind"] = Of("x") with { Kind = s_long },
        ["kind with a comma"] = Of("x") with { Kind = "a,b" },
        ["kind with a bar"] = Of("x") with { Kind = "a|b" },
        ["kind with an asterisk"] = Of("x") with { Kind = "a*" },
        ["no queue"] = Of("x") with { Queue = string.Empty },
        ["queue with a zero"] = Of("x") with { Queue = "a\0b" },
        ["long tenant"] = Of("x") with { Tenant = s_long },
        ["tenant with half a character"] = Of("x") with { Tenant = "a\ud800b" },
        ["long key"] = Of("x") with { IdempotencyKey = s_long },
        ["empty key"] = Of("x") with { IdempotencyKey = string.Empty },
        ["negative delay"] = Of("x") with { Delay = TimeSpan.FromSeconds(-1) },
        ["endless delay"] = Of("x") with { Delay = TimeSpan.MaxValue },
        ["start within nothing"] = Of("x") with { StartWithin = TimeSpan.Zero },
        ["start within for ever"] = Of("x") with { StartWithin = TimeSpan.MaxValue },
        ["no time"] = Of("x") with { TimeLimit = TimeSpan.Zero },
        ["endless time"] = Of("x") with { TimeLimit = TimeSpan.MaxValue },
        ["not kept"] = Of("x") with { KeepFor = TimeSpan.Zero },
        ["kept for ever"] = Of("x") with { KeepFor = TimeSpan.MaxValue },
        ["negative retries"] = Of("x") with { Retries = -1 },
        ["many retries"] = Of("x") with { Retries = 101 },
        ["unknown priority"] = Of("x") with { Priority = (JobPriority)4 },
        ["label with a comma"] = Of("x") with { Labels = ["a,b"] },
        ["empty label"] = Of("x") with { Labels = [string.Empty] },
        ["many labels"] = Of("x") with { Labels = [.. Enumerable.Range(0, 17).Select(i => $"{i}")] },
        ["large payload"] = new JobSubmission("test", new byte[1_025]),
    };

    [Theory]
    [MemberData(nameof(OutOfBounds))]
    public async Task Submit_OutOfBounds_IsRefusedAndNothingStored(string what)
    {
        var jobs = Open(options => options.MaxPayloadBytes = 1_024);

        await Assert.ThrowsAsync<ArgumentException>(() => jobs.SubmitAsync([Of("good"), s_outOfBounds[what]], Token));

        Assert.Empty(await jobs.ListAsync(new JobQuery(), Token));
    }

    [Fact]
    public async Task Submit_TooManyOrTooMuchAtOnce_IsRefusedAndNothingStored()
    {
        var jobs = Open(options => options.MaxPayloadBytes = 1_024);

        await Assert.ThrowsAsync<ArgumentException>(() => jobs.SubmitAsync([.. Enumerable.Repeat(Of("x"), IJobStore.MaxTogether + 1)], Token));
        await Assert.ThrowsAsync<ArgumentException>(() => jobs.SubmitAsync([.. Enumerable.Repeat(new JobSubmission("test", new byte[1_024]), 9)], Token));

        Assert.Empty(await jobs.ListAsync(new JobQuery(), Token));
    }

    [Fact]
    public async Task Submit_AtTheBounds_IsStored()
    {
        var longest = TimeSpan.FromDays(3_650);
        var job = new JobSubmission(s_long[1..], new byte[1_024])
        {
            Queue = s_long[1..],
            Tenant = s_long[1..],
            IdempotencyKey = s_long[1..],
            Labels = [.. Enumerable.Range(0, 16).Select(i => s_long[2..] + (char)('a' + i))],
            Retries = 100,
            Delay = longest,
            StartWithin = longest,
            TimeLimit = longest,
            KeepFor = longest,
        };

        var id = await SubmitAsync(job);

        Assert.Equal(16, (await FindAsync(id)).Labels.Count);
        Assert.Equal(CancelOutcome.Cancelled, await Jobs.CancelAsync(id, tenant: null, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task PayloadAndResult_OfAnySize_ComeBackAsTheyWere(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var id = await SubmitAsync(new JobSubmission("test", bytes));
        Assert.Equal(bytes, (await Jobs.ReadPayloadAsync(id, Token))!.Value.ToArray());

        var claimed = await ClaimOneAsync();
        Assert.Equal(bytes, claimed.Payload.ToArray());

        Assert.True(await Jobs.CompleteAsync(claimed.Lease, new JobResult("application/octet-stream", bytes), Token));
        Assert.Equal(bytes, (await Jobs.ReadResultAsync(id, Token))!.Body.ToArray());
    }

    [Fact]
    public async Task ReadPayload_UnknownJob_IsNull()
    {
        Assert.Null(await Jobs.ReadPayloadAsync(Guid.NewGuid(), Token));
        Assert.Null(await Jobs.ReadResultAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Complete_ResultOutOfBounds_IsRefusedAndTheJobRunsOn()
    {
        var jobs = Open(options => options.MaxPayloadBytes = 1_024);
        await jobs.SubmitAsync([Of("a")], Token);
        var lease = (await jobs.ClaimAsync(Claim(1), Token))[0].Lease;

        await Assert.ThrowsAsync<ArgumentException>(() => jobs.CompleteAsync(lease, new JobResult("text/plain", new byte[1_025]), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => jobs.CompleteAsync(lease, new JobResult("text/\0plain", new byte[1]), Token));

        Assert.Equal(JobStatus.Running, (await jobs.FindAsync(lease.Id, tenant: null, Token))!.Status);
        Assert.True(await jobs.CompleteAsync(lease, ResultOf("a"), Token));
    }

    [Fact]
    public async Task Fail_TextThatCannotBeStored_IsStoredWithoutIt()
    {
        var claimed = await StartAsync();

        Assert.True(await Jobs.FailAsync(claimed.Lease, new JobFailure("bad", "zero \0 half \ud800 end"), Token));

        Assert.Equal("zero \ufffd half \ufffd end", (await FindAsync(claimed.Lease.Id)).Failure!.Message);
        Assert.Contains("zero", (await EventsOfAsync(claimed.Lease.Id))[^1].Data, StringComparison.Ordinal);
    }
}
