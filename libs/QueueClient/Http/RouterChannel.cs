using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Switchyard.QueueClient.Http;

/// <summary>Sends requests to a Router and reads what it answers. Thread-safe.</summary>
internal sealed class RouterChannel(HttpClient http)
{
    /// <summary>Gets how long an answer may be in coming.</summary>
    public TimeSpan Patience => http.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : http.Timeout;

    /// <summary>Sends a request, and gets the answer once its headers are there.</summary>
    /// <exception cref="RouterRefusedException">It is a refusal.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new RouterRefusedException(await ServiceProblem.ReadAsync(response, cancellationToken).ConfigureAwait(false));
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
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The Router answered with null.");
        }
    }

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellationToken);

    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }
}
