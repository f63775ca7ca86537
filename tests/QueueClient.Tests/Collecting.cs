namespace Switchyard.QueueClient.Tests;

/// <summary>Reads what comes one after another.</summary>
internal static class Collecting
{
    public static async Task<List<T>> CollectAsync<T>(this IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items.WithCancellation(TestContext.Current.CancellationToken))
        {
            list.Add(item);
        }

        return list;
    }
}
