using Microsoft.AspNetCore.Http.Features;

namespace Switchyard.Router.Strategies;

/// <summary>Makes contexts for attempts whose answers do not go straight to the caller: the caller's request, another place for the answer, and an end of their own.</summary>
internal static class DetachedContext
{
    /// <summary>Makes one.</summary>
    /// <param name="caller">The caller's own.</param>
    /// <param name="answer">Takes the answer's body.</param>
    /// <param name="lifetime">Ends it; to be linked with the caller's.</param>
    /// <param name="hasStarted">Says whether a byte of the answer is on its way.</param>
    /// <param name="onAbort">Is called where an answer cannot be finished.</param>
    public static HttpContext Create(HttpContext caller, Stream answer, CancellationTokenSource lifetime, Func<bool> hasStarted, Action onAbort)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = caller.Request.Method,
            Protocol = caller.Request.Protocol,
            Scheme = caller.Request.Scheme,
            Path = caller.Request.Path.Value ?? string.Empty,
            Headers = caller.Request.Headers,
        });
        features.Set<IHttpResponseFeature>(new DetachedResponse(hasStarted));
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        features.Set<IHttpRequestLifetimeFeature>(new DetachedLifetime(lifetime, onAbort));
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = caller.TraceIdentifier });
        return new DefaultHttpContext(features) { RequestServices = caller.RequestServices };
    }
}
