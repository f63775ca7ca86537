using System.Text.Json;

namespace Switchyard.Events.Tests;

/// <summary>Short for tests: numbered events, and what of them arrived.</summary>
internal static class Events
{
    public static BusEvent Of(string topic, int number = 0) => new(topic, JsonElement.Parse($"{number}"));

    public static async Task PublishAsync(this IEventBus bus, string topic, IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        foreach (var number in numbers)
        {
            await bus.PublishAsync(Of(topic, number), cancellationToken);
        }
    }

    public static async Task<IReadOnlyList<int>> TakeAsync(this IEventSubscription subscription, int count, CancellationToken cancellationToken)
    {
        List<int> numbers = [];
        await foreach (var busEvent in subscription.ReadAsync(cancellationToken))
        {
            numbers.Add(busEvent.Data.GetInt32());
            if (numbers.Count == count)
            {
                break;
            }
        }

        return numbers;
    }
}
