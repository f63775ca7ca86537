using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Refuses what a page of another site sends, WebSockets included. Programs send neither header and pass.</summary>
internal sealed class OriginRule(IOptions<BrowserSafetyOptions> options) : IRequestRule
{
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);

    public ApiError? Check(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0)
        {
            return IsAllowed(origin.ToString(), request.Host) ? null : ApiErrors.ForeignOrigin();
        }

        // A request without Origin can still come from a foreign page (an image, a form with GET); following a link is the one that is meant.
        return IsCrossSite(request) && !IsNavigation(request) ? ApiErrors.ForeignOrigin() : null;
    }

    private static bool IsCrossSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "cross-site";

    private static bool IsNavigation(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static bool IsSameHost(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    private bool IsAllowed(string origin, HostString host) => IsSameHost(origin, host) || _allowed.Contains(origin);
}
