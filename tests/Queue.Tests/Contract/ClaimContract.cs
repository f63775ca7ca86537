using System.Collections.Concurrent;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>Which jobs a worker gets.</summary>
public abstract class ClaimContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task Claim_Nothing_IsEmpty() => Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));

    [Fact]
    public async Task Claim_OtherQueue_IsLeft()
    {
        await SubmitAsync(Of("a") with { Queue = "other" });

        Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));
        Assert.Single(await Jobs.ClaimAsync(Claim(5) with { Queue = "other" }, Token));
    }

    [Fact]
    public async Task Claim_Kinds_TakesOnlyThose()
    {
        await SubmitAllAsync([Of("a") with { Kind = "one" }, Of("b") with { Kind = "two" }, Of("c") with { Kind = "three" }]);

        var claimed = await Jobs.ClaimAsync(Claim(5) with { Kinds = ["three", "two"] }, Token);

        Assert.Equal(["b", "c"], claimed.Select(TextOf));
        Assert.Equal(["a"], (await Jobs.ClaimAsync(Claim(5), Token)).Select(TextOf));
    }

    [Fact]
    public async Task Claim_KindsThatBeginAlike_TakesThemAll()
    {
        await SubmitAllAsync([Of("a") with { Kind = "/runs/one" }, Of("b") with { Kind = "/runs_" }, Of("c") with { Kind = "/runs/two" }, Of("d") with { Kind = "/runs/" }, Of("e") with { Kind = "other" }]);

        var claimed = await Jobs.ClaimAsync(Claim(5) with { Kinds = ["third", "/runs/*", "other"] }, Token);

        Assert.Equal(["a", "c", "d", "e"], claimed.Select(TextOf));
        Assert.Equal(["b"], (await Jobs.ClaimAsync(Claim(5) with { Kinds = ["/run*"] }, Token)).Select(TextOf));
    }

    [Fact]
    public async Task Claim_Labels_TakesJobsThatAskForNoOthers()
    {
        await SubmitAllAsync([Of("none"), Of("gpu") with { Labels = ["gpu"] }, Of("both") with { Labels = ["gpu", "eu"] }, Of("other") with { Labels = ["gp"] }]);

        Assert.Equal(["none"], (await Jobs.ClaimAsync(Claim(5), Token)).Select(TextOf));
        Assert.Equal(["gpu"], (await Jobs.ClaimAsync(Claim(5) with { Labels = ["gpu"] }, Token)).Select(TextOf));
        Assert.Equal(["both"], (await Jobs.ClaimAsync(Claim(5) with { Labels = ["eu", "us", "gpu"] }, Token)).Select(TextOf));
    }

    [Fact]
    public async Task Claim_DelayedJob_ComesAfterItsTime()
    {
        var id = await SubmitAsync(Of("later") with { Delay = TimeSpan.FromMilliseconds(200) });
        await SubmitAsync(Of("much later") with { Delay = TimeSpan.FromHours(1) });
        Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));

        var claimed = await SweepUntilClaimedAsync();

        Assert.Equal(id, claimed.Lease.Id);
        var job = await FindAsync(id);
        Assert.True(job.StartedAt >= job.RunAt);
        await Jobs.SweepAsync(Token);
        Assert.Empty(await Jobs.ClaimAsync(Claim(5), Token));
    }

    [Fact]
    public async Task Claim_EightWorkersAtOnce_GiveNoJobTwice()
    {
        await SubmitAllAsync(Enumerable.Range(0, 600).Select(i => Of($"{i}") with { Tenant = $"{i % 3}", Priority = (JobPriority)(i % 4) }));
        var claimed = new ConcurrentBag<JobLease>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            while (claimed.Count < 600)
            {
                foreach (var job in await Jobs.ClaimAsync(Claim(1 + (worker % 4)), Token))
                {
                    claimed.Add(job.Lease);
                }
            }
        })));

        Assert.Equal(600, claimed.Select(lease => lease.Id).Distinct().Count());
        Assert.All(claimed, lease => Assert.Equal(1, lease.Attempt));
    }

    [Fact]
    public async Task Claim_WhileOthersSubmit_GetsEveryJobOnce()
    {
        const int count = 400;
        var claimed = new ConcurrentBag<Guid>();
        var submitters = Enumerable.Range(0, 4).Select(submitter => Task.Run(async () =>
        {
            for (var i = 0; i < count / 4; i++)
            {
                await Jobs.SubmitAsync([Of($"{i}") with { Tenant = $"{submitter}" }], Token);
            }
        }));
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (claimed.Count < count)
            {
                foreach (var job in await Jobs.ClaimAsync(Claim(4), Token))
                {
                    Assert.True(await Jobs.CompleteAsync(job.Lease, ResultOf("done"), Token));
                    claimed.Add(job.Lease.Id);
                }
            }
        }));

        await Task.WhenAll([.. submitters, .. workers]);

        Assert.Equal(count, claimed.Distinct().Count());
        var jobs = await Jobs.ListAsync(new JobQuery { Limit = 1_000 }, Token);
        Assert.All(jobs, job => Assert.Equal((JobStatus.Completed, 1), (job.Status, job.Attempts)));
    }
}
