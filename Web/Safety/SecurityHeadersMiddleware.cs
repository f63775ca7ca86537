namespace Switchyard.Web.Safety;

/// <summary>Puts the headers on every answer that keep a page of somebody else from using this one, and this one from loading anything foreign.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    // No 'unsafe-inline' anywhere: components set attributes and classes, never style or script text. ws: is the circuit.
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    }
}
