using Switchyard.Tests.Common;

namespace Switchyard.Events.Tests;

/// <summary>Queues so short that publishers and readers wait for each other all the time: nobody sleeps through a wake-up, nothing is read twice or out of order.</summary>
public sealed class ConcurrencyTests : IAsyncDisposable
{
    private readonly InProcessEventBus _bus = new(new EventBusOptions(), new ManualTimeProvider());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public async Task Block_ManyPublishersAndReaders_EachReadsAllInOneOrder(int capacity)
    {
        const int publishers = 4, events = 2_000, readers = 3;
        var options = new SubscriptionOptions { Capacity = capacity, Overflow = OverflowPolicy.Block };
        Task<List<long>>[] read = [.. Enumerable.Range(0, readers).Select(_ => ReadAsync(_bus.Subscribe("#", options), publishers * events))];

        await Task.WhenAll(Enumerable.Range(0, publishers).Select(number => Task.Run(() => _bus.PublishAsync($"p{number}", Enumerable.Range(0, events), Token), Token)));

        Assert.All(await Task.WhenAll(read), sequences => Assert.Equal(Enumerable.Range(1, publishers * events).Select(number => (long)number), sequences));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task DropOldest_WhileRead_WhatIsReadIsInOrderAndTheRestIsCounted(int capacity)
    {
        const int events = 50_000;
        var subscription = _bus.Subscribe("#", new SubscriptionOptions { Capacity = capacity });
        var reading = ReadAsync(subscription, events);

        await Task.Run(() => _bus.PublishAsync("a", Enumerable.Range(0, events), Token), Token);
        await subscription.DisposeAsync();

        var sequences = await reading;
        Assert.Equal(sequences.Distinct().Order(), sequences);
        Assert.Equal(events, sequences[^1]);
        Assert.Equal(events, sequences.Count + subscription.GetStatistics().Dropped);
    }

    private static Task<List<long>> ReadAsync(IEventSubscription subscription, int atMost) => Task.Run(
        async () =>
        {
            List<long> sequences = [];
            await foreach (var busEvent in subscription.ReadAsync(Token))
            {
                sequences.Add(busEvent.Sequence);
                if (sequences.Count == atMost)
                {
                    break;
                }
            }

            return sequences;
        },
        Token);
}
