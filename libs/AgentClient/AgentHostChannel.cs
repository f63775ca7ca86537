using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Switchyard.AgentClient;

/// <summary>Sends requests to an AgentHost and reads what it answers. Thread-safe.</summary>
internal sealed class AgentHostChannel(HttpClient http)
{
    /// <summary>Sends a request, and gets the answer once its headers are there.</summary>
    /// <exception cref="AgentHostRefusedException">It is a refusal.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await AgentHostRefusedException.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends <paramref name="request"/>, whose owner this becomes, and reads the answer.</summary>
    public async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);

            // Read whole, an answer that breaks off is an HttpRequestException like a connection that was not made.
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The AgentHost answered with null.");
        }
    }

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    public Task<TAnswer> PostAsync<TBody, TAnswer>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, bodyType) }, answerType, cancellationToken);

    /// <summary>Sends <paramref name="request"/>, whose owner this becomes, and reads nothing of the answer but that it is none of refusal.</summary>
    public async Task TellAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }
}
