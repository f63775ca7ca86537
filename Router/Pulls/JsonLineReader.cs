using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Switchyard.Router.Pulls;

/// <summary>Reads JSON values, one a line, as they come. Lines have a limit and pauses an end.</summary>
internal sealed class JsonLineReader(TimeSpan idleTimeout, TimeProvider time)
{
    private const int MaxLineBytes = 64 * 1024;

    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    /// <exception cref="JsonException">A line is too long or no JSON.</exception>
    public async IAsyncEnumerable<JsonElement> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body);
        try
        {
            for (var isCompleted = false; !isCompleted;)
            {
                var result = await ReadNextAsync(reader, cancellationToken);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
                {
                    yield return JsonElement.Parse(line);
                }

                if (buffer.Length > MaxLineBytes)
                {
                    throw new JsonException("A line is too long.");
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                isCompleted = result.IsCompleted;
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>Ends a wait that lasts too long.</summary>
    /// <exception cref="TimeoutException">It did.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, ValueTask<T>> wait, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(idleTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await wait(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Nothing came for too long.", exception);
        }
    }

    private Task<ReadResult> ReadNextAsync(PipeReader reader, CancellationToken cancellationToken) => WaitAsync(reader.ReadAsync, cancellationToken);

    // The last line may do without its end. Empty ones say nothing.
    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out byte[] line)
    {
        while (!buffer.IsEmpty)
        {
            var end = buffer.PositionOf((byte)'\n');
            if (end is null && !isLast)
            {
                break;
            }

            line = buffer.Slice(0, end ?? buffer.End).ToArray();
            buffer = end is { } place ? buffer.Slice(buffer.GetPosition(1, place)) : buffer.Slice(buffer.End);
            if (line.AsSpan().ContainsAnyExcept(" \t\r"u8))
            {
                return true;
            }
        }

        line = [];
        return false;
    }
}
