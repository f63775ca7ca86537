using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>A job's way from its submission to its result.</summary>
public abstract class LifeContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    [Fact]
    public async Task Job_SubmittedClaimedCompleted_HasItsResult()
    {
        var id = await SubmitAsync(Of("question"));
        Assert.Equal(JobStatus.Pending, (await FindAsync(id)).Status);

        var claimed = await ClaimOneAsync();
        Assert.Equal((id, 1, "question", "test"), (claimed.Lease.Id, claimed.Lease.Attempt, TextOf(claimed), claimed.Kind));
        var running = await FindAsync(id);
        Assert.Equal((JobStatus.Running, "worker", 1), (running.Status, running.Worker, running.Attempts));

        Assert.True(await Jobs.CompleteAsync(claimed.Lease, ResultOf("answer"), Token));
        var completed = await FindAsync(id);
        var result = await Jobs.ReadResultAsync(id, Token);
        Assert.Equal((JobStatus.Completed, true), (completed.Status, completed.IsFinal));
        Assert.NotNull(completed.FinishedAt);
        Assert.Equal("text/plain", result!.ContentType);
        Assert.Equal("answer"u8.ToArray(), result.Body.ToArray());
        Assert.Equal([JobEventType.Pending, JobEventType.Running, JobEventType.Completed], (await EventsOfAsync(id)).Select(item => item.Type));
    }
}
