using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>In which order jobs go: by priority, tenants in turn, each tenant's as they came, and now and then the oldest.</summary>
public abstract class OrderContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task Order_Priorities_HighestFirstThenAsTheyCame()
    {
        string[] names = ["low", "normal 1", "urgent 1", "high", "normal 2", "urgent 2"];
        await SubmitAllAsync(names.Select(name => Of(name) with { Priority = Enum.Parse<JobPriority>(name.Split(' ')[0], ignoreCase: true) }));

        string[] expected = ["urgent 1", "urgent 2", "high", "normal 1", "normal 2", "low"];
        Assert.Equal(expected[..2], (await Jobs.ClaimAsync(Claim(2), Token)).Select(TextOf));
        Assert.Equal(expected[2..], await ClaimOneByOneAsync(4));
    }

    [Fact]
    public async Task Order_OneTenant_AsTheyCame()
    {
        for (var i = 0; i < 15; i++)
        {
            await SubmitAsync(Of($"{i}"));
        }

        Assert.Equal(Enumerable.Range(0, 15).Select(i => $"{i}"), await ClaimOneByOneAsync(15));
    }

    [Fact]
    public async Task Order_TenantWithFewJobs_GoesWithinTwoClaims()
    {
        await SubmitAllAsync(Enumerable.Range(0, 1_000).Select(i => Of($"a{i}") with { Tenant = "a" }));
        await ClaimOneByOneAsync(3);
        await SubmitAllAsync(Enumerable.Range(0, 5).Select(i => Of($"b{i}") with { Tenant = "b" }));

        var claimed = await ClaimOneByOneAsync(12);

        Assert.Contains("b0", claimed[..2]);
        Assert.Equal(["b0", "b1", "b2", "b3", "b4"], claimed.Where(text => text[0] == 'b'));
    }

    [Fact]
    public async Task Order_ManyTenants_TakeTurns()
    {
        foreach (var tenant in "abcd")
        {
            await SubmitAllAsync(Enumerable.Range(0, 4).Select(i => Of($"{tenant}{i}") with { Tenant = $"{tenant}" }));
        }

        var claimed = await ClaimOneByOneAsync(16);

        Assert.All(claimed.Chunk(4), round => Assert.Equal("abcd", string.Concat(round.Select(text => text[0]).Order())));
    }

    [Fact]
    public async Task Order_TenantsThatAlwaysHaveOneJob_LeaveOthersTheirTurns()
    {
        await SubmitAllAsync(Enumerable.Range(0, 100).Select(i => Of("a") with { Tenant = "a" }));
        await SubmitAllAsync("bcd".Select(tenant => Of($"{tenant}") with { Tenant = $"{tenant}" }));
        var turns = new Dictionary<string, int>();

        for (var i = 0; i < 40; i++)
        {
            var job = await ClaimOneAsync();
            Assert.True(await Jobs.CompleteAsync(job.Lease, ResultOf("done"), Token));
            turns[job.Tenant] = turns.GetValueOrDefault(job.Tenant) + 1;
            if (job.Tenant != "a")
            {
                await SubmitAsync(Of(job.Tenant) with { Tenant = job.Tenant });
            }
        }

        Assert.All("abcd", tenant => Assert.InRange(turns[$"{tenant}"], 8, 13));
    }

    [Fact]
    public async Task Order_DelayedJobsOfOne_LeaveOthersTheirTurns()
    {
        await SubmitAllAsync(Enumerable.Range(0, 30).Select(i => Of($"a{i}") with { Tenant = "a", Delay = TimeSpan.FromMinutes(1) }));
        await SubmitAllAsync(Enumerable.Range(0, 10).Select(i => Of($"b{i}") with { Tenant = "b" }));
        await PassAsync(TimeSpan.FromMinutes(2));
        await Jobs.SweepAsync(Token);

        var claimed = await ClaimOneByOneAsync(20);

        Assert.Equal(10, claimed.Count(text => text[0] == 'b'));
    }

    [Fact]
    public async Task Order_ReplayedJobs_LeaveOthersTheirTurns()
    {
        var ids = await SubmitAllAsync(Enumerable.Range(0, 20).Select(i => Of("dead") with { Tenant = "a" }));
        foreach (var job in await Jobs.ClaimAsync(Claim(20), Token))
        {
            await Jobs.FailAsync(job.Lease, new JobFailure("bad", "bad"), Token);
        }

        foreach (var id in ids)
        {
            Assert.Equal(ReplayOutcome.Replayed, await Jobs.ReplayAsync(id, tenant: null, Token));
        }

        await SubmitAsync(Of("b") with { Tenant = "b" });

        Assert.Contains("b", await ClaimOneByOneAsync(3));
    }

    [Fact]
    public async Task Order_TenUrgentAfterTenThousandLow_AreNextAndLowGoesOn()
    {
        await SubmitAllAsync(Enumerable.Range(0, IJobStore.MaxTogether).Select(i => Of("low") with { Priority = JobPriority.Low }));
        await ClaimOneByOneAsync(5);
        await SubmitAllAsync(Enumerable.Range(0, 10).Select(i => Of("urgent") with { Priority = JobPriority.Urgent }));

        Assert.All(await ClaimOneByOneAsync(10), text => Assert.Equal("urgent", text));
        Assert.All(await ClaimOneByOneAsync(10), text => Assert.Equal("low", text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Order_UrgentWithoutEnd_LeavesLowOneInTwenty(int together)
    {
        await SubmitAllAsync(Enumerable.Range(0, 200).Select(i => Of("low") with { Priority = JobPriority.Low }));
        await SubmitAllAsync(Enumerable.Range(0, 400).Select(i => Of("urgent") with { Priority = JobPriority.Urgent }));

        List<string> claimed = [];
        while (claimed.Count < 280)
        {
            claimed.AddRange((await Jobs.ClaimAsync(Claim(together), Token)).Select(TextOf));
        }

        Assert.InRange(claimed.Take(280).Count(text => text == "low"), 280 / 20, 280 / 18);
    }

    [Fact]
    public async Task Order_LabelledJobsInFront_DoNotHoldUpOthers()
    {
        await SubmitAllAsync(Enumerable.Range(0, 50).Select(i => Of("gpu") with { Labels = ["gpu"], Priority = JobPriority.Urgent }));
        await SubmitAsync(Of("any"));

        Assert.Equal(["any"], (await Jobs.ClaimAsync(Claim(1), Token)).Select(TextOf));
    }

    private async Task<string[]> ClaimOneByOneAsync(int count)
    {
        var claimed = new string[count];
        for (var i = 0; i < count; i++)
        {
            claimed[i] = TextOf(await ClaimOneAsync());
        }

        return claimed;
    }
}
