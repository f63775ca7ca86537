using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.OpenAI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Chats with anything that speaks OpenAI's chat completions: the Router, a node, Ollama, a cloud provider.</summary>
/// <remarks>
/// <para>Thread-safe; neither messages nor options are changed. Disposing does nothing: the <see cref="HttpClient"/> belongs to whoever made it.</para>
/// <para>Failures are <see cref="ProviderException"/>s. Nothing is tried again here: the Router decides about that, and after the first token nobody may.
/// Cancelling closes the connection, which stops the generation on the other side.</para>
/// </remarks>
public sealed class OpenAICompatibleChatClient : IChatClient
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly HttpClient _httpClient;
    private readonly OpenAICompatibleChatClientOptions _options;
    private readonly Uri _address;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Initializes a new instance that sends through <paramref name="httpClient"/>.</summary>
    /// <param name="httpClient">The client. Its <see cref="HttpClient.Timeout"/> bounds the wait for the first byte of an answer, so a slow model needs a long one.</param>
    /// <param name="options">Where to send.</param>
    public OpenAICompatibleChatClient(HttpClient httpClient, OpenAICompatibleChatClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(options);
        _httpClient = httpClient;
        _options = options;
        _address = new Uri(options.Endpoint.AbsoluteUri.TrimEnd('/') + "/chat/completions");
        _metadata = new ChatClientMetadata(options.ProviderName, options.Endpoint, options.Model);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = ChatRequestMapper.Map(messages, options, _options.Model);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var completion = await ReadCompletionAsync(response, cancellationToken).ConfigureAwait(false);
        return ChatResponseMapper.Map(completion);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = ChatRequestMapper.Map(messages, options, _options.Model) with { Stream = true, StreamOptions = new StreamOptions { IncludeUsage = true } };
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var chunks = new ChatChunkReader(stream, ErrorReader.RequestId(response), cancellationToken);
        await using var disposal = chunks.ConfigureAwait(false);
        var mapper = new ChatChunkMapper();
        while (await chunks.ReadAsync().ConfigureAwait(false) is { } chunk)
        {
            yield return mapper.Map(chunk);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The HttpClient is the caller's.
    }

    private async Task<HttpResponseMessage> SendAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _address);
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, OpenAIJsonContext.Default.ChatCompletionRequest));
        message.Content.Headers.ContentType = s_json;
        if (_options.ApiKey is { } key)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        foreach (var (name, value) in _options.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await TransportErrors.WrapAsync(
            () => _httpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken), _address, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? response : throw await RefusedAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ProviderException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            return new ProviderException(await ErrorReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<ChatCompletion> ReadCompletionAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var requestId = ErrorReader.RequestId(response);
        var body = await TransportErrors.WrapAsync(() => response.Content.ReadAsByteArrayAsync(cancellationToken), _address, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, OpenAIJsonContext.Default.ChatCompletion) ?? throw TransportErrors.InvalidResponse(requestId, null);
        }
        catch (JsonException exception)
        {
            throw TransportErrors.InvalidResponse(requestId, exception);
        }
    }
}
