using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Backends;

namespace Switchyard.Agents.Client.Backends;

/// <summary>Models of this process. Each is loaded when it is first asked, and stays until the client is disposed.</summary>
/// <remarks>Thread-safe. Disposing asynchronously gives back what the models hold, once their answers have ended.</remarks>
/// <param name="runners">What runs models.</param>
/// <param name="runner">The name of what runs these.</param>
/// <param name="paths">Where the models are, by name.</param>
/// <param name="standard">The model that is asked where a request names none.</param>
internal sealed class LocalChatClient(LocalRunners runners, string runner, IReadOnlyDictionary<string, string> paths, string standard) : IChatClient, IAsyncDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private readonly Dictionary<string, ILocalRunner> _loaded = [];
    private readonly ChatClientMetadata _metadata = new(LocalAgent.BackendName, null, standard);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var model = options?.ModelId ?? standard;
        var loaded = await LoadAsync(model, cancellationToken).ConfigureAwait(false);
        await foreach (var update in loaded.GenerateAsync(messages, options, cancellationToken).ConfigureAwait(false))
        {
            update.ModelId ??= model;
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _loading.WaitAsync().ConfigureAwait(false);
        foreach (var loaded in _loaded.Values)
        {
            await loaded.CleanupAsync().ConfigureAwait(false);
        }

        _loaded.Clear();
        _loading.Release();
    }

    /// <summary>Does nothing: models are given back by <see cref="DisposeAsync"/>, which can wait for them.</summary>
    public void Dispose()
    {
    }

    private async Task<ILocalRunner> LoadAsync(string model, CancellationToken cancellationToken)
    {
        if (!paths.TryGetValue(model, out var path))
        {
            throw new ArgumentException($"There is no local model '{model}'; there are: {string.Join(", ", paths.Keys)}.", nameof(model));
        }

        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_loaded.TryGetValue(model, out var loaded))
            {
                loaded = runners.Create(runner);
                await loaded.LoadAsync(path, cancellationToken).ConfigureAwait(false);
                _loaded[model] = loaded;
            }

            return loaded;
        }
        finally
        {
            _loading.Release();
        }
    }
}
