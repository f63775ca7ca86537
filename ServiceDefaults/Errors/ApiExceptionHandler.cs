using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>Answers what no endpoint caught: the request's own faults keep their status, everything else is a bug and says nothing about itself.</summary>
internal sealed partial class ApiExceptionHandler(ApiErrorWriter writer, IOptions<ServiceDefaultsOptions> options, ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (AsBadRequest(exception) is { } bad)
        {
            LogBadRequest(httpContext.TraceIdentifier, bad.StatusCode, bad);
            await writer.WriteAsync(httpContext, Describe(bad, httpContext.Request.Method));
            return true;
        }

        LogFailed(httpContext.TraceIdentifier, httpContext.Request.Method, exception);
        httpContext.Features.Get<IHttpActivityFeature>()?.Activity.AddException(exception);
        await writer.WriteAsync(httpContext, ApiErrors.Internal());
        return true;
    }

    // Kestrel reports a chunk size that overflows as an I/O error; it is the caller's fault like any other bad chunk.
    private static BadHttpRequestException? AsBadRequest(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad,
        IOException { InnerException: OverflowException } => new BadHttpRequestException(exception.Message, exception),
        _ => null,
    };

    private ApiError Describe(BadHttpRequestException exception, string method) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? ApiErrors.RequestTooLarge(options.Value.MaxRequestBodyBytes)
        : ApiErrors.ForStatus(exception.StatusCode, method);

    [LoggerMessage(EventId = EventIds.BadRequest, Level = LogLevel.Debug, Message = "Request {RequestId} was refused with status {Status}.")]
    private partial void LogBadRequest(string requestId, int status, Exception exception);

    [LoggerMessage(EventId = EventIds.RequestFailed, Level = LogLevel.Error, Message = "Request {RequestId} ({Method}) failed.")]
    private partial void LogFailed(string requestId, string method, Exception exception);
}
