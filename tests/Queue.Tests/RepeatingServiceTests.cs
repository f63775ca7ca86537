using System.Collections.Concurrent;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Queue.Tests;

/// <summary>What is done again and again goes on while the store is away, and says so once.</summary>
public sealed class RepeatingServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_ThatIsAway_IsSaidOnceUntilItIsBack()
    {
        var time = new ManualTimeProvider();
        using var service = new Repeated(time, [true, true, false, false, true, true]);

        await service.StartAsync(Token);
        for (var run = 0; run < 6; run++)
        {
            await Eventually.BecomesTrueAsync(() => time.WaitingTimers == 1, Token);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await Eventually.BecomesTrueAsync(() => time.WaitingTimers == 1, Token);
        await service.StopAsync(Token);

        Assert.Equal(["run 0", "away in 0", "run 1", "run 2", "run 3", "run 4", "away in 4", "run 5", "run 6"], service.Said);
    }

    private sealed class Repeated(TimeProvider time, bool[] isAway) : RepeatingService(time)
    {
        private int _runs;

        public ConcurrentQueue<string> Said { get; } = [];

        protected override Task<TimeSpan> RunOnceAsync(CancellationToken stoppingToken)
        {
            var run = _runs++;
            Said.Enqueue($"run {run}");
            return isAway.ElementAtOrDefault(run) ? throw new TimeoutException($"in {run}") : Task.FromResult(TimeSpan.FromSeconds(1));
        }

        protected override void SayFailed(string reason) => Said.Enqueue($"away {reason}");
    }
}
