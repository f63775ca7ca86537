using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Switchyard.QueueClient.Http;

/// <summary>Reads server-sent events out of an answer.</summary>
internal static class EventStream
{
    /// <summary>Yields what <paramref name="parse"/> makes of the events; what it makes nothing of is passed over.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(HttpResponseMessage response, SseItemParser<T?> parse, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var item in SseParser.Create(stream, parse).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Data is { } data)
            {
                yield return data;
            }
        }
    }

    /// <summary>Does the same; a connection that breaks off is an end like any other.</summary>
    public static async IAsyncEnumerable<T> ReadWhatComesAsync<T>(HttpResponseMessage response, SseItemParser<T?> parse, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var items = ReadAsync(response, parse, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items.ConfigureAwait(false))
        {
            while (await TryMoveAsync(items).ConfigureAwait(false))
            {
                yield return items.Current;
            }
        }
    }

    private static async ValueTask<bool> TryMoveAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (LostConnections.IsOne(exception))
        {
            return false;
        }
    }
}
