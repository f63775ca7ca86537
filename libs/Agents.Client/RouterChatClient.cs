using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Client.Requests;
using Switchyard.Providers;
using Switchyard.Providers.OpenAICompatible;

namespace Switchyard.Agents.Client;

/// <summary>
/// The models of a Router over HTTP, with nothing but the base framework: what an agent in a program of its own asks. Text and tool calls come as they are made, with
/// usage. What the Router refuses for a while is asked again, until an answer has begun.
/// </summary>
/// <remarks>
/// Thread-safe; neither messages nor options are changed. Failures are <see cref="ProviderException"/>s with the Router's own words, status and code. Cancelling closes
/// the connection, which stops the generation. Disposing closes the connections, where the client made them.
/// </remarks>
public sealed class RouterChatClient : IChatClient
{
    private readonly OpenAICompatibleChatClient _router;
    private readonly Retries _retries;
    private readonly HttpClient? _own;

    /// <summary>Initializes a new instance that makes its own connections.</summary>
    /// <param name="options">The Router.</param>
    /// <exception cref="ArgumentException">The address is none, or a number is out of range.</exception>
    public RouterChatClient(RouterOptions options)
        : this(Connect(options), options, TimeProvider.System, isOwn: true)
    {
    }

    /// <summary>Initializes a new instance that sends through an HTTP client of the caller's.</summary>
    /// <param name="http">The client; its timeout is what holds, in place of <see cref="RouterOptions.Timeout"/>.</param>
    /// <param name="options">The Router.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    /// <exception cref="ArgumentException">The address is none, or a number is out of range.</exception>
    public RouterChatClient(HttpClient http, RouterOptions options, TimeProvider time)
        : this(http, options, time, isOwn: false)
    {
    }

    private RouterChatClient(HttpClient http, RouterOptions options, TimeProvider time, bool isOwn)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTries, 1);
        _retries = new Retries(options.MaxTries, options.MaxPause, time);
        _router = new OpenAICompatibleChatClient(http, new OpenAICompatibleChatClientOptions
        {
            Endpoint = options.Endpoint,
            Model = options.Model,
            ApiKey = options.ApiKey,
            Headers = options.Headers,
            ProviderName = options.Name,
        });
        _own = isOwn ? http : null;
    }

    /// <summary>Gets the model of an agent in either mode: the chat client that was given, in process, or else the Router, over HTTP.</summary>
    /// <param name="client">The chat client; <see langword="null"/> for the Router.</param>
    /// <param name="router">The Router; unused where there is a chat client.</param>
    /// <exception cref="ArgumentException">There is neither.</exception>
    public static IChatClient Choose(IChatClient? client, RouterOptions? router) =>
        client ?? (router is null
            ? throw new ArgumentException("An agent needs a chat client or a Router's address: give one of them.", nameof(router))
            : new RouterChatClient(router));

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Read once, however often it is asked.
        IReadOnlyList<ChatMessage> sent = [.. messages];
        return _retries.AskAsync(() => _router.GetResponseAsync(sent, options, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> sent = [.. messages];
        var begun = await _retries.AskAsync(() => BegunStream.BeginAsync(_router.GetStreamingResponseAsync(sent, options, cancellationToken), cancellationToken), cancellationToken).ConfigureAwait(false);
        await using var disposal = begun.ConfigureAwait(false);
        await foreach (var update in begun.ReadAsync().ConfigureAwait(false))
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : _router.GetService(serviceType, serviceKey);
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private static HttpClient Connect(RouterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new HttpClient { Timeout = options.Timeout };
    }
}
