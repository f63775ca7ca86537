using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>A job does not grow with how often it is begun: its first event and its newest ones are kept.</summary>
public abstract class HistoryContract(StoreServers servers, StoreKind kind) : StoreContract(servers, kind)
{
    private const int Most = 400;

    [Fact]
    public async Task History_HandedBackAgainAndAgain_KeepsTheFirstAndTheNewest()
    {
        var id = await SubmitAsync(Of("job"));
        for (var attempt = 1; attempt <= Most; attempt++)
        {
            var claimed = await ClaimOneAsync();
            Assert.Equal(attempt, claimed.Lease.Attempt);
            Assert.True(await Jobs.ReturnAsync(claimed.Lease, Token));
        }

        var events = await EventsOfAsync(id);

        Assert.InRange(events.Count, 100, Most);
        Assert.Equal((JobEventType.Pending, 1L), (events[0].Type, events[0].Sequence));
        Assert.Equal((JobEventType.Returned, 1 + (2L * Most)), (events[^1].Type, events[^1].Sequence));
        var newest = events.Skip(1).Select(item => item.Sequence).ToList();
        Assert.Equal(Enumerable.Range(0, newest.Count).Select(i => newest[0] + i), newest);
    }

    [Fact]
    public async Task Failure_LongerThanPeopleRead_IsCut()
    {
        var claimed = await StartAsync();

        Assert.True(await Jobs.FailAsync(claimed.Lease, new JobFailure(new string('c', 5_000), new string('m', 100_000)), Token));

        var failure = (await FindAsync(claimed.Lease.Id)).Failure!;
        Assert.Equal((100, 2_000), (failure.Code.Length, failure.Message.Length));
        Assert.EndsWith("…", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_OfLongFailures_KeepsTheNewest()
    {
        var id = await SubmitAsync(Of("job") with { Retries = 100 });
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            Assert.True(await Jobs.FailAsync((await SweepUntilClaimedAsync()).Lease, new JobFailure("bad", new string('\u0001', 100_000)) { CanRetry = true }, Token));
        }

        var events = await EventsOfAsync(id);

        Assert.Equal(1, events[0].Sequence);
        Assert.Equal((JobEventType.Retrying, 9), (events[^1].Type, events[^1].Attempt));
    }
}
