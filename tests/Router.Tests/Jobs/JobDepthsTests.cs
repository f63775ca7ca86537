using System.Reflection;
using Switchyard.Queue;
using Switchyard.Router.Jobs;
using Switchyard.Tests.Common;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>However many ask how many jobs wait, they are counted seldom.</summary>
public sealed class JobDepthsTests : IAsyncDisposable
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly JobStore _store = JobStores.InMemory();
    private readonly JobDepths _depths;
    private int _counts;

    public JobDepthsTests()
    {
        var jobs = DispatchProxy.Create<IJobStore, SlowStore>();
        ((SlowStore)(object)jobs).Set(_store.Jobs, () =>
        {
            _counts++;
            _time.Advance(s_duration);
        });
        _depths = new JobDepths(jobs, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Count_IsUsedForTenTimesAsLongAsItTook()
    {
        await _depths.GetAsync(tenant: null, Token);
        _time.Advance(s_duration * 9);
        await _depths.GetAsync(tenant: null, Token);
        Assert.Equal(1, _counts);

        _time.Advance(s_duration * 2);
        await _depths.GetAsync(tenant: null, Token);
        Assert.Equal(2, _counts);
    }

    [Fact]
    public async Task Count_IsOneTenantsAlone()
    {
        await _store.Jobs.SubmitAsync([new JobSubmission("test", default) { Tenant = "a" }], Token);

        Assert.Single(await _depths.GetAsync("a", Token));
        Assert.Empty(await _depths.GetAsync("b", Token));
        Assert.Single(await _depths.GetAsync(tenant: null, Token));
    }

    /// <summary>The store it is told, with a count that takes a while.</summary>
    public class SlowStore : DispatchProxy
    {
        private IJobStore _store = null!;
        private Action _count = null!;

        public void Set(IJobStore store, Action count) => (_store, _count) = (store, count);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IJobStore.MeasureAsync))
            {
                _count();
            }

            return targetMethod.Invoke(_store, args);
        }
    }
}
