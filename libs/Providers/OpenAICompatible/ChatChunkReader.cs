using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Reads the chunks of a streamed completion and tells a complete stream from one that broke off.</summary>
/// <remarks>A stream is complete at <c>[DONE]</c>, or at its end once a finish reason was seen (some servers leave <c>[DONE]</c> out). Everything else is an error:
/// a cut answer must never look like a whole one.</remarks>
internal sealed class ChatChunkReader(Stream stream, string? requestId, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<byte[]>> _events =
        SseParser.Create(stream, static (_, data) => data.ToArray()).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private bool _finished;

    /// <summary>Reads the next chunk; <see langword="null"/> after the last.</summary>
    /// <exception cref="ProviderException">The provider reported an error, the stream broke off, or a chunk is not one.</exception>
    public async ValueTask<ChatCompletionChunk?> ReadAsync()
    {
        if (!await MoveNextAsync().ConfigureAwait(false))
        {
            return _finished ? null : throw TransportErrors.StreamInterrupted(requestId, null);
        }

        var data = _events.Current.Data;
        return data.AsSpan().SequenceEqual("[DONE]"u8) ? null : Parse(data);
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            return await _events.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            throw TransportErrors.StreamInterrupted(requestId, exception);
        }
        catch (IOException exception) when (cancellationToken.IsCancellationRequested)
        {
            // A read that dies because the caller cancelled surfaces as either; the caller's token tells which it was.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private ChatCompletionChunk Parse(byte[] data)
    {
        if (data.AsSpan().IndexOf("\"error\""u8) >= 0 && FindError(data) is { } error)
        {
            throw new ProviderException(error with { RequestId = error.RequestId ?? requestId });
        }

        try
        {
            var chunk = JsonSerializer.Deserialize(data, OpenAIJsonContext.Default.ChatCompletionChunk) ?? throw TransportErrors.InvalidResponse(requestId, null);
            _finished |= chunk.Choices.Any(static choice => choice.FinishReason is not null);
            return chunk;
        }
        catch (JsonException exception)
        {
            throw TransportErrors.InvalidResponse(requestId, exception);
        }
    }

    private static ProviderError? FindError(byte[] data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null
                ? ErrorReader.Parse(data)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
