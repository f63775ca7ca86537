using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Asks the rules in their order of registration; the first refusal is the answer.</summary>
internal sealed partial class RequestRulesMiddleware(RequestDelegate next, IEnumerable<IRequestRule> rules, ApiErrorWriter writer, ILogger<RequestRulesMiddleware> logger)
{
    private readonly IRequestRule[] _rules = [.. rules];

    public Task InvokeAsync(HttpContext context)
    {
        foreach (var rule in _rules)
        {
            if (rule.Check(context.Request) is { } error)
            {
                LogRefused(context.TraceIdentifier, error.Code);
                return RefuseAsync(context, error);
            }
        }

        return next(context);
    }

    private Task RefuseAsync(HttpContext context, ApiError error)
    {
        // What follows on this connection may be the rest of a request that was not understood.
        context.Response.Headers.Connection = "close";
        return writer.WriteAsync(context, error);
    }

    [LoggerMessage(EventId = EventIds.RequestRefused, Level = LogLevel.Information, Message = "Request {RequestId} was refused: {Code}.")]
    private partial void LogRefused(string requestId, string code);
}
