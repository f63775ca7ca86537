namespace Switchyard.Queue.Tests;

/// <summary>Names of jobs are in the order they were made, also within a millisecond and when the clock goes back.</summary>
public sealed class JobIdsTests
{
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();

    [Fact]
    public void Next_SameMoment_IsGreaterEachTime()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => JobIds.Next(s_now)).ToList();

        Assert.Equal(ids.OrderBy(id => id.ToString("N"), StringComparer.Ordinal), ids);
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, 2), (id.Version, id.Variant >> 2)));
    }

    [Fact]
    public void Next_EarlierMoment_IsGreaterAllTheSame() => Assert.True(JobIds.Next(s_now) < JobIds.Next(s_now - TimeSpan.FromHours(1)));

    [Fact]
    public async Task Next_ManyThreads_IsDifferentEachTime()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1_000).Select(_ => JobIds.Next(s_now)).ToList())));

        Assert.Equal(8_000, ids.SelectMany(some => some).Select(id => id.ToString("N")[..16]).Distinct().Count());
    }
}
