using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Switchyard.Queue.Workers;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Logging;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Queue.Tests;

/// <summary>The sweeper measures now and then, and says what people should know.</summary>
public sealed class QueueSweeperTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _logs = new();
    private readonly ILoggerFactory _factory;
    private readonly JobStore _store;
    private readonly QueueSweeper _sweeper;

    public QueueSweeperTests()
    {
        _factory = LoggerFactory.Create(logging => logging.AddProvider(_logs));
        _store = JobStores.InMemory(time: _time);
        _sweeper = new QueueSweeper(_store.Jobs, _time, _factory.CreateLogger<QueueSweeper>());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _sweeper.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _sweeper.StopAsync(CancellationToken.None);
        _sweeper.Dispose();
        await _store.DisposeAsync();
        _factory.Dispose();
    }

    [Fact]
    public async Task Jobs_ThatNoWorkerTakes_AreSaidOnceWithinAMinuteAndCounted()
    {
        await _store.Jobs.SubmitAsync([new JobSubmission("test", default) { Queue = "lonely" }, new JobSubmission("test", default) { Queue = "lonely" }], Token);
        await _store.Jobs.Workers.ReportAsync(new WorkerReport { Id = Guid.NewGuid(), Name = "w", Queue = "other", Concurrency = 1 }, Token);

        await PassAsync(TimeSpan.FromSeconds(6));
        var measured = Measure();
        await PassAsync(TimeSpan.FromSeconds(54));
        var warning = Assert.Single(_logs.Lines, line => line.Contains("lonely", StringComparison.Ordinal));
        await PassAsync(TimeSpan.FromMinutes(2));

        Assert.Contains("2 jobs of the queue 'lonely' wait for a worker", warning, StringComparison.Ordinal);
        Assert.Single(_logs.Lines, line => line.Contains("lonely", StringComparison.Ordinal));
        Assert.Equal(["switchyard.queue.unserved lonely 2", "switchyard.queue.workers other 1"], measured);
        Assert.Equal(["switchyard.queue.unserved lonely 2"], Measure());
    }

    private static List<string> Measure()
    {
        var measured = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name is "switchyard.queue.unserved" or "switchyard.queue.workers")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => measured.Add($"{instrument.Name} {tags[0].Value} {count}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. measured.Order(StringComparer.Ordinal)];
    }

    // The sweeper goes on each time its pause is over, on another thread.
    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(500))
        {
            await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }

        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
    }
}
