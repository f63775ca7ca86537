using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>First in line: gives the request its id and every response the headers it always has.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next, ILogger<RequestIdMiddleware> logger)
{
    public const string HeaderName = "x-request-id";

    private const int MaxLength = 128;

    // The host's own scope was opened with the connection's id before this one was known.
    private static readonly Func<ILogger, string, IDisposable?> s_scope = LoggerMessage.DefineScope<string>("RequestId:{RequestId}");

    public async Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers[HeaderName];
        context.TraceIdentifier = IsSane(sent) ? sent.ToString() : Guid.NewGuid().ToString("n");

        // At the start of the response and not now: the exception handler clears what was set before.
        context.Response.OnStarting(SetHeadersAsync, context);
        using (s_scope(logger, context.TraceIdentifier))
        {
            await next(context);
        }
    }

    private static Task SetHeadersAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers[HeaderName] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    // A foreign id ends up in logs and headers, so only harmless characters are taken over.
    private static bool IsSane(StringValues sent) =>
        sent is [{ Length: > 0 and <= MaxLength } id] && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
