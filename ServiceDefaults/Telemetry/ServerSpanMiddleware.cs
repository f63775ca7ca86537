using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Adds what .NET 10's server span leaves out: route, status and error. Probes are not recorded.</summary>
internal sealed class ServerSpanMiddleware(RequestDelegate next)
{
    private static readonly PathString[] s_probes = ["/health", "/alive", "/metrics"];

    public Task InvokeAsync(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity ? TraceAsync(context, activity) : next(context);

    private async Task TraceAsync(HttpContext context, Activity activity)
    {
        if (s_probes.Contains(context.Request.Path))
        {
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        try
        {
            await next(context);
        }
        finally
        {
            Complete(context, activity);
        }
    }

    private static void Complete(HttpContext context, Activity activity)
    {
        var route = (FindEndpoint(context) as RouteEndpoint)?.RoutePattern.RawText;
        activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
            activity.SetTag("error.type", context.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        }
    }

    // The exception handler takes the endpoint away and keeps it in its feature.
    private static Endpoint? FindEndpoint(HttpContext context) => context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
}
