using System.Net;
using System.Net.Http.Headers;

namespace Switchyard.Router.Credentials;

/// <summary>Sends requests with a token. One that is refused for its token (401) is sent once more with a new one.</summary>
internal sealed class OAuthHandler(HttpMessageInvoker inner, OAuthToken token) : HttpMessageHandler
{
    /// <summary>The option of a request that holds its body, where the content itself can be read only once.</summary>
    public static readonly HttpRequestOptionsKey<ReadOnlyMemory<byte>> Body = new("switchyard.body");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var value = await token.GetAsync(cancellationToken);
        var response = await SendAsync(request, value, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        token.Forget(value);
        using var again = Copy(request);
        return await SendAsync(again, await token.GetAsync(cancellationToken), cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string value, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", value);
        return inner.SendAsync(request, cancellationToken);
    }

    // A message that was sent cannot be sent again.
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        copy.Content = request.Options.TryGetValue(Body, out var body)
            ? new ReadOnlyMemoryContent(body) { Headers = { ContentType = request.Content?.Headers.ContentType } }
            : request.Content;

        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}
