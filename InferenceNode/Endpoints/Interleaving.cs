using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Reads several sequences at once.</summary>
internal static class Interleaving
{
    // A reader that is slow holds the others up only after this many items; the engine itself never waits for it.
    private const int Buffered = 16;

    /// <summary>Gets the items of all <paramref name="sources"/> as they come. The first failure ends all of them.</summary>
    public static IAsyncEnumerable<T> MergeAsync<T>(IReadOnlyList<IAsyncEnumerable<T>> sources, CancellationToken cancellationToken) =>
        sources.Count == 1 ? sources[0] : MergeSeveralAsync(sources, cancellationToken);

    private static async IAsyncEnumerable<T> MergeSeveralAsync<T>(IReadOnlyList<IAsyncEnumerable<T>> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(Buffered) { SingleReader = true });
        var pumps = sources.Select(source => PumpAsync(source, channel.Writer, stop.Token)).ToList();
        var pumping = CompleteAsync(pumps, channel.Writer);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PumpAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> writer, CancellationToken cancellationToken)
    {
        await foreach (var item in source.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(item, cancellationToken);
        }
    }

    private static async Task CompleteAsync<T>(List<Task> pumps, ChannelWriter<T> writer)
    {
        await foreach (var pump in Task.WhenEach(pumps))
        {
            if (pump.Exception?.InnerException is { } failure)
            {
                writer.TryComplete(failure);
            }
        }

        writer.TryComplete();
    }
}
