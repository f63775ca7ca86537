using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Client.Requests;

/// <summary>A streamed answer whose first piece is there: from here on nobody else can be asked.</summary>
internal sealed class BegunStream : IAsyncDisposable
{
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private readonly bool _hasFirst;

    private BegunStream(IAsyncEnumerator<ChatResponseUpdate> updates, bool hasFirst)
    {
        _updates = updates;
        _hasFirst = hasFirst;
    }

    /// <summary>Waits for the first piece of an answer, or for its end where it is empty.</summary>
    public static async Task<BegunStream> BeginAsync(IAsyncEnumerable<ChatResponseUpdate> stream, CancellationToken cancellationToken)
    {
        var updates = stream.GetAsyncEnumerator(cancellationToken);
        BegunStream? begun = null;
        try
        {
            begun = new BegunStream(updates, await updates.MoveNextAsync().ConfigureAwait(false));
            return begun;
        }
        finally
        {
            if (begun is null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads all pieces, the first one included; once.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        for (var hasNext = _hasFirst; hasNext; hasNext = await _updates.MoveNextAsync().ConfigureAwait(false))
        {
            yield return _updates.Current;
        }
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();
}
