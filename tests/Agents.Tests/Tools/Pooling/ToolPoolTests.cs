using System.Collections.Concurrent;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Pooling;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Tools.Pooling;

/// <summary>Tools whose calls are made by instances that are kept.</summary>
public sealed class ToolPoolTests : IDisposable
{
    private static readonly ToolDefinition s_definition = new()
    {
        Name = "browse",
        Description = "Browses.",
        WhenToUse = "Use it.",
        Category = ToolCategories.Web,
        Timeout = TimeSpan.FromMinutes(1),
    };

    private readonly ManualTimeProvider _time = new();
    private readonly ConcurrentQueue<PooledInstance> _made = [];
    private readonly SemaphoreSlim _atWork = new(0);
    private readonly SemaphoreSlim _release = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IEnumerable<int> Disposed => _made.Where(instance => instance.IsDisposed).Select(instance => instance.Number);

    public void Dispose()
    {
        _atWork.Dispose();
        _release.Dispose();
    }

    [Fact]
    public async Task WarmUp_MakesTheInstancesThatAreKept()
    {
        await using var pool = Create(min: 2, max: 4);

        await pool.WarmUpAsync(Cancellation);

        Assert.Equal(2, _made.Count);
        Assert.Empty(Disposed);
    }

    [Fact]
    public async Task Calls_OneAfterTheOther_ShareAnInstance()
    {
        await using var pool = Create(min: 0, max: 4);

        Assert.Equal(["instance 1", "instance 1"], [await CallAsync(pool), await CallAsync(pool)]);
    }

    [Fact]
    public async Task Calls_SideBySide_GrowThePoolToItsMax()
    {
        await using var pool = Create(min: 0, max: 2, work: HoldAsync);
        var calls = Enumerable.Range(0, 3).Select(_ => CallAsync(pool)).ToList();
        await _atWork.WaitAsync(Cancellation);
        await _atWork.WaitAsync(Cancellation);

        _release.Release(3);
        await Task.WhenAll(calls);

        Assert.Equal(2, _made.Count);
    }

    [Fact]
    public async Task Calls_MoreThanMayWait_AreRefused()
    {
        await using var pool = Create(min: 0, max: 1, queue: 1, work: HoldAsync);
        Task<string>[] calls = [CallAsync(pool), CallAsync(pool)];

        Assert.Equal("Error: browse is busy: 2 calls of it are under way", await CallAsync(pool));

        _release.Release(2);
        Assert.Equal(["instance 1", "instance 1"], await Task.WhenAll(calls));
    }

    [Fact]
    public async Task Wait_ForAnInstance_EndsWithTheToolsTime()
    {
        await using var pool = Create(min: 0, max: 1, queue: 1, work: HoldAsync);
        var first = CallAsync(pool);
        await _atWork.WaitAsync(Cancellation);
        var second = CallAsync(pool);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["Error: browse took longer than 60 seconds", "Error: browse took longer than 60 seconds"], await Task.WhenAll(first, second));
        Assert.True(_made.First().IsDisposed);
    }

    [Fact]
    public async Task Instance_ThatThrows_IsRetired()
    {
        await using var pool = Create(min: 1, max: 1, work: (instance, _) => instance.Number == 1 ? throw new IOException("gone") : Task.CompletedTask);

        Assert.Equal("Error: browse failed (IOException)", await CallAsync(pool));
        Assert.Equal([1], Disposed);
        Assert.Equal("instance 2", await CallAsync(pool));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Instance_WhoseHealthCheckFails_IsReplacedBeforeTheCall(bool throws)
    {
        await using var pool = Create(min: 1, max: 1, isHealthy: instance => instance.IsHealthy || (throws ? throw new IOException("gone") : false));
        await pool.WarmUpAsync(Cancellation);
        _made.Single().IsHealthy = false;

        Assert.Equal("instance 2", await CallAsync(pool));
        Assert.Equal([1], Disposed);
    }

    [Fact]
    public async Task Instances_BeyondMin_AreRetiredWithoutAnotherCall()
    {
        await using var pool = Create(min: 1, max: 3, work: HoldAsync);
        var calls = Enumerable.Range(0, 3).Select(_ => CallAsync(pool)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _atWork.WaitAsync(Cancellation)));
        _release.Release(3);
        await Task.WhenAll(calls);
        Assert.Empty(Disposed);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, Disposed.Count());
    }

    [Fact]
    public async Task Dispose_RetiresAll()
    {
        var pool = Create(min: 2, max: 2);
        await pool.WarmUpAsync(Cancellation);

        await pool.DisposeAsync();

        Assert.Equal([1, 2], Disposed.Order());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    public void Create_WithSizesThatDoNotFit_IsRefused(int min, int max) => Assert.ThrowsAny<ArgumentException>(() => Create(min, max));

    private async Task HoldAsync(PooledInstance instance, CancellationToken cancellationToken)
    {
        _atWork.Release();
        await _release.WaitAsync(cancellationToken);
    }

    private async Task<string> CallAsync(ToolPool pool) =>
        (await new ToolInvoker(new ToolBox([pool]), 1_000, _time).InvokeAsync("browse", [], new ToolContext("ada"), Cancellation)).Output;

    private ToolPool Create(int min, int max, int queue = 4, Func<PooledInstance, CancellationToken, Task>? work = null, Func<PooledInstance, bool>? isHealthy = null) => new(
        s_definition,
        new ToolPoolOptions
        {
            Min = min,
            Max = max,
            MaxQueueLength = queue,
            IsHealthyAsync = (instance, _) => Task.FromResult(isHealthy?.Invoke((PooledInstance)instance) ?? true),
            CreateAsync = _ =>
            {
                var instance = new PooledInstance(_made.Count + 1, work ?? ((_, _) => Task.CompletedTask));
                _made.Enqueue(instance);
                return Task.FromResult<ITool>(instance);
            },
        },
        _time);
}
