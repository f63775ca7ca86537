using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Switchyard.Queue.Batches;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Logging;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Queue.Tests.Batches;

/// <summary>The keeper looks by itself, often while there are batches, and says and counts how they ended.</summary>
public sealed class BatchKeeperTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _logs = new();
    private readonly ILoggerFactory _factory;
    private readonly JobStore _store;
    private readonly BatchKeeper _keeper;

    public BatchKeeperTests()
    {
        _factory = LoggerFactory.Create(logging => logging.AddProvider(_logs));
        _store = JobStores.InMemory(time: _time);
        _keeper = new BatchKeeper(_store, new QueueOptions(), _time, _factory.CreateLogger<BatchKeeper>());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _keeper.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _keeper.StopAsync(CancellationToken.None);
        _keeper.Dispose();
        await _store.DisposeAsync();
        _factory.Dispose();
    }

    [Fact]
    public async Task Batches_AreFoundWithinASecondCountedAndSaid()
    {
        var ended = new ConcurrentBag<string>();
        var active = 0L;
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => Listen(instrument, listener) };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => ended.Add($"{tags[0].Value}"));
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => active = count);
        listener.Start();
        await PassAsync(TimeSpan.FromSeconds(5));
        var id = (await _store.Batches.CreateAsync(new NewBatch(Guid.NewGuid(), "test", TimeSpan.FromHours(1), TimeSpan.FromHours(1)), Token)).Id;
        var lease = (await _store.Batches.ClaimAsync(TimeSpan.FromSeconds(8), Token))!.Lease;
        await PassAsync(TimeSpan.FromSeconds(6));
        listener.RecordObservableInstruments();
        var before = active;

        await _store.Batches.ReleaseAsync(lease, TimeSpan.Zero, Token);
        await PassAsync(TimeSpan.FromMilliseconds(250));
        await PassAsync(TimeSpan.FromSeconds(6));
        listener.RecordObservableInstruments();

        Assert.Equal((1, 0), (before, active));
        Assert.Equal(BatchStatus.Failed, (await _store.Batches.FindAsync(id, Token))!.Status);
        Assert.Contains("failed", ended);
        Assert.Single(_logs.Lines, line => line.Contains($"Batch {id} has ended: Failed.", StringComparison.Ordinal));
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name is "switchyard.queue.batches" or "switchyard.queue.active_batches")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    // The keeper goes on each time its pause is over, on another thread.
    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(250))
        {
            await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
    }
}
