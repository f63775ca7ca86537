using System.Runtime.CompilerServices;

namespace Switchyard.QueueClient.Http;

/// <summary>Reads lists that come in pages: each is asked for with the id of the last item of the one before.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string? after,
        Func<string?, CancellationToken, Task<(IReadOnlyList<T> Items, bool HasMore)>> read,
        Func<T, string> idOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var hasMore = true; hasMore;)
        {
            var page = await read(after, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            hasMore = page.HasMore && page.Items.Count > 0;
            after = hasMore ? idOf(page.Items[^1]) : after;
        }
    }
}
