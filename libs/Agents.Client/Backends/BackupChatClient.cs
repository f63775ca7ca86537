using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Client.Requests;

namespace Switchyard.Agents.Client.Backends;

/// <summary>
/// A model with others behind it: each is asked when those before it could not be reached, failed themselves (5xx) or had no room (429), until an answer has begun. A
/// request that is wrong is wrong everywhere and is not passed on.
/// </summary>
/// <remarks>Thread-safe; neither messages nor options are changed. Disposing disposes the clients.</remarks>
/// <param name="backends">The models, at least one, in the order in which they are asked.</param>
public sealed class BackupChatClient(IReadOnlyList<ModelBackend> backends) : IChatClient
{
    /// <summary>The property of answers and updates with the name of the backend that gave them.</summary>
    public const string BackendProperty = "switchyard.backend";

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Read once, however many are asked.
        IReadOnlyList<ChatMessage> sent = [.. messages];
        return AskAsync(
            async backend =>
            {
                var response = await backend.Client.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
                (response.AdditionalProperties ??= [])[BackendProperty] = backend.Name;
                return response;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> sent = [.. messages];
        var (backend, begun) = await AskAsync(
            async backend => (backend, await BegunStream.BeginAsync(backend.Client.GetStreamingResponseAsync(sent, options, cancellationToken), cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        await using var disposal = begun.ConfigureAwait(false);
        await foreach (var update in begun.ReadAsync().ConfigureAwait(false))
        {
            (update.AdditionalProperties ??= [])[BackendProperty] = backend.Name;
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : backends[0].Client.GetService(serviceType, serviceKey);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var backend in backends)
        {
            backend.Client.Dispose();
        }
    }

    private async Task<T> AskAsync<T>(Func<ModelBackend, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var index = 0; ; index++)
        {
            try
            {
                return await ask(backends[index]).ConfigureAwait(false);
            }
            catch (Exception exception) when (index < backends.Count - 1 && !cancellationToken.IsCancellationRequested && ModelFailures.IsOfServer(exception))
            {
                // The next one is asked; where there is none, this failure is the answer.
            }
        }
    }
}
