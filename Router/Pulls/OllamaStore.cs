using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.Routing;
using Switchyard.Dialects;
using Switchyard.Router.Configuration;
using Switchyard.Router.Credentials;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Tracing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Pulls;

/// <summary>Has Ollama fetch models and throw them away, at one address.</summary>
/// <remarks>Source: Ollama's API, <c>POST /api/pull</c> and <c>DELETE /api/delete</c>.</remarks>
internal sealed class OllamaStore(UpstreamClients clients, IOptions<RouterOptions> options, TimeProvider time)
{
    private const int MaxErrorBytes = 64 * 1024;
    private const int MaxMessageLength = 500;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);

    private readonly JsonLineReader _lines = new(options.Value.Pulls.IdleTimeout, time);

    /// <summary>Has <paramref name="model"/> fetched, and tells how far it is until it is there.</summary>
    /// <exception cref="PullException">It could not be fetched.</exception>
    public async IAsyncEnumerable<PullEvent> PullAsync(StoredModel model, UpstreamEndpoint endpoint, PullEvent pull, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, "api/pull", model, endpoint, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Failed(model, await ReadErrorAsync(response, cancellationToken));
        }

        var meter = new PullMeter();
        await using var lines = _lines.ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await AskAsync(model, () => lines.MoveNextAsync().AsTask(), cancellationToken))
        {
            if (lines.Current.Text("error") is { } error)
            {
                throw Failed(model, error);
            }

            yield return meter.Add(pull, lines.Current);
            if (lines.Current.Text("status") == "success")
            {
                yield break;
            }
        }

        throw Failed(model, "the answer ended before the model was there; pull it again to go on from there");
    }

    /// <summary>Has <paramref name="model"/> thrown away.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="PullException">It could not be thrown away.</exception>
    public async Task<bool> RemoveAsync(StoredModel model, UpstreamEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, "api/delete", model, endpoint, cancellationToken);
        return response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.NotFound ? false : throw Failed(model, await ReadErrorAsync(response, cancellationToken)));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, StoredModel model, UpstreamEndpoint endpoint, CancellationToken cancellationToken) => AskAsync(
        model,
        async () =>
        {
            var provider = model.Provider.Config;
            var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject { ["model"] = model.Name }, RoutingJsonContext.Default.JsonNode);
            using var request = new HttpRequestMessage(method, endpoint.AddressOf(provider.Dialect.Dialect == Dialect.Ollama ? path : "../" + path));
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = s_json } };
            UpstreamHeaders.Add(request, provider);
            return await _lines.WaitAsync(async token => await clients.For(provider).SendAsync(request, token), cancellationToken);
        },
        cancellationToken);

    private static async Task<T> AskAsync<T>(StoredModel model, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or IOException or TimeoutException or JsonException)
        {
            throw exception switch
            {
                TokenException => new PullException(ApiErrors.Unavailable($"The provider '{model.Provider.Config.Id}' {exception.Message}.", s_later), exception),
                JsonException => Failed(model, "the answer cannot be read"),
                TimeoutException => Failed(model, "nothing came for too long; Router:Pulls:IdleTimeout bounds the silence"),
                HttpRequestException => new PullException(ApiErrors.Unavailable($"The provider '{model.Provider.Config.Id}' could not be reached; start it and try again.", s_later), exception),
                _ => Failed(model, "the answer broke off; pull the model again to go on from there"),
            };
        }
    }

    private async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await _lines.WaitAsync(
                async token =>
                {
                    await response.Content.LoadIntoBufferAsync(MaxErrorBytes, token);
                    return await response.Content.ReadAsByteArrayAsync(token);
                },
                cancellationToken);
            if (JsonElement.Parse(body).Text("error") is { } error)
            {
                return error;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or TimeoutException)
        {
            // The status says it too.
        }

        return $"status {(int)response.StatusCode}";
    }

    private static PullException Failed(StoredModel model, string reason) =>
        new(ApiErrors.ModelChangeFailed($"'{model.Id}': {(reason.Length > MaxMessageLength ? reason[..MaxMessageLength] + "…" : reason)}"));
}
