using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Events;
using Switchyard.Tests.Common;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class RunEventReaderTests
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LiveRun_AfterIdleIntervals_TellsTheNextEventAtOnce()
    {
        using var run = new LiveRun(new RunClaim { Id = "run_1" });
        var live = new LiveRuns();
        live.Add(run);
        using var lifetime = new DisposableLifetime();
        await using var bus = new InProcessEventBus(new EventBusOptions(), _time);
        await using var events = new RunEventReader(live, queries: null!, bus, lifetime.Value, _time).ReadAsync("run_1", 0, untilItWaits: false, Token).GetAsyncEnumerator(Token);

        Assert.Null(await NextAfterIdleAsync(events));
        Assert.Null(await NextAfterIdleAsync(events));
        var next = events.MoveNextAsync().AsTask();
        run.Publish(new RunEvent { RunId = "run_1", Sequence = 1, Type = RunEventTypes.Thought, Timestamp = _time.GetUtcNow() });

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10), Token));
        Assert.Equal(1, events.Current?.Sequence);
    }

    private async Task<RunEvent?> NextAfterIdleAsync(IAsyncEnumerator<RunEvent?> events)
    {
        var next = events.MoveNextAsync().AsTask();
        _time.Advance(s_idle);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10), Token));
        return events.Current;
    }

    private sealed class DisposableLifetime : IDisposable
    {
        public ApplicationLifetime Value { get; } = new(NullLogger<ApplicationLifetime>.Instance);

        public void Dispose() => Value.StopApplication();
    }
}
