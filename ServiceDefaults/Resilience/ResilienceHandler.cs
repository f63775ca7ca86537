using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Switchyard.ServiceDefaults.Resilience;

/// <summary>Repeats and limits requests that may be repeated: GET and HEAD without a body that do not ask for an event stream.</summary>
/// <remarks>
/// Everything else passes untouched. A POST may not be idempotent and a completion may rightly take minutes.
/// The limits end when the headers are there: this handler returns then, and reading the body is the caller's, under the caller's token.
/// </remarks>
internal sealed class ResilienceHandler(ResiliencePipelines pipelines) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        MayRepeat(request) ? SendGuardedAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private static bool MayRepeat(HttpRequestMessage request) =>
        (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        && request.Content is null
        && !request.Headers.Accept.Any(accept => accept.MediaType == "text/event-stream");

    // Callers know HttpRequestException; that a library is at work here is not theirs to know.
    private async Task<HttpResponseMessage> SendGuardedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var authority = request.RequestUri?.Authority ?? string.Empty;
        try
        {
            return await pipelines.For(authority).ExecuteAsync(static async (state, token) => await state.Handler.SendOnceAsync(state.Request, token), (Handler: this, Request: request), cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, $"{authority} did not answer within {exception.Timeout.TotalSeconds:0.#} s.", exception);
        }
        catch (BrokenCircuitException exception)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{authority} failed too often just now; requests to it pause for a few seconds.", exception);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) => base.SendAsync(request, cancellationToken);
}
