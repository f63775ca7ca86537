namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Turns what a transport throws into the one exception of this library.</summary>
internal static class TransportErrors
{
    /// <summary>Runs <paramref name="send"/>; everything but the caller's own cancellation becomes a <see cref="ProviderException"/>.</summary>
    public static async Task<T> WrapAsync<T>(Func<Task<T>> send, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(new ProviderError($"{address.Host} did not answer in time.") { Code = ProviderErrorCodes.Timeout }, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ProviderException(
                new ProviderError($"The connection to {address.Host} failed: {exception.Message}") { Code = ProviderErrorCodes.ConnectionFailed }, exception);
        }
    }

    public static ProviderException InvalidResponse(string? requestId, Exception? cause) =>
        new(new ProviderError("The answer is not a chat completion in OpenAI's format.") { Code = ProviderErrorCodes.InvalidResponse, RequestId = requestId }, cause);

    public static ProviderException StreamInterrupted(string? requestId, Exception? cause) =>
        new(new ProviderError("The answer broke off before it was complete.") { Code = ProviderErrorCodes.StreamInterrupted, RequestId = requestId }, cause);
}
