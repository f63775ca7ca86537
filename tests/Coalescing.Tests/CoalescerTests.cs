using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Coalescing.Tests;

/// <summary>Calls that come together go together, within bounds, and each gets its own answer.</summary>
public sealed class CoalescerTests
{
    private readonly List<int[]> _batches = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_WhileOneIsUnderWay_GoTogetherInTheNext()
    {
        var coalescer = Create(maxCount: 100, maxSize: long.MaxValue);

        Assert.Equal(Enumerable.Range(10, 6), await AddSixAsync(coalescer));

        Assert.Equal([[0], [1, 2, 3, 4, 5]], _batches);
    }

    [Fact]
    public async Task Add_MoreThanGoTogether_GoInSeveral()
    {
        await AddSixAsync(Create(maxCount: 2, maxSize: long.MaxValue));

        Assert.Equal([[0], [1, 2], [3, 4], [5]], _batches);
    }

    [Fact]
    public async Task Add_LargerThanGoTogether_GoInSeveral()
    {
        await AddSixAsync(Create(maxCount: 100, maxSize: 4));

        Assert.Equal([[0], [1, 2], [3], [4], [5]], _batches);
    }

    [Fact]
    public async Task Add_Fails_TellsEachAndGoesOn()
    {
        var isBad = true;
        var coalescer = new Coalescer<int, int>(inputs => isBad ? throw new InvalidOperationException("bad") : Task.FromResult<IReadOnlyList<int>>([.. inputs]), static _ => 1, 10, 10);

        await Assert.ThrowsAsync<InvalidOperationException>(() => coalescer.AddAsync(1, Token));
        isBad = false;
        Assert.Equal(2, await coalescer.AddAsync(2, Token));
    }

    [Fact]
    public async Task Add_NobodyWaitsAnyMore_IsDoneAllTheSame()
    {
        using var stop = new CancellationTokenSource();
        var coalescer = Create(maxCount: 100, maxSize: long.MaxValue);
        var adding = coalescer.AddAsync(0, stop.Token);
        await Eventually.BecomesTrueAsync(() => _batches.Count == 1, Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
        _first.SetResult();

        Assert.Equal(11, await coalescer.AddAsync(1, Token));
        Assert.Equal([[0], [1]], _batches);
    }

    private Coalescer<int, int> Create(int maxCount, long maxSize) => new(RunAsync, static input => input, maxCount, maxSize);

    private async Task<IReadOnlyList<int>> AddSixAsync(Coalescer<int, int> coalescer)
    {
        var first = coalescer.AddAsync(0, Token);
        await Eventually.BecomesTrueAsync(() => _batches.Count == 1, Token);
        var rest = Enumerable.Range(1, 5).Select(i => coalescer.AddAsync(i, Token)).ToList();
        _first.SetResult();
        return await Task.WhenAll([first, .. rest]);
    }

    private async Task<IReadOnlyList<int>> RunAsync(IReadOnlyList<int> inputs)
    {
        _batches.Add([.. inputs]);
        await _first.Task;
        return [.. inputs.Select(input => input + 10)];
    }
}
