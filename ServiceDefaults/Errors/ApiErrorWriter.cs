using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>Writes an <see cref="ApiError"/> in the path's shape or else the service's, with the request id in header and body.</summary>
public sealed class ApiErrorWriter(IOptions<ServiceDefaultsOptions> options, IEnumerable<IErrorFormat> formats)
{
    private const string TypePrefix = "urn:switchyard:error:";

    private readonly IErrorFormat[] _formats = [.. formats];

    /// <summary>Writes <paramref name="error"/>; the response must not have started.</summary>
    public async Task WriteAsync(HttpContext context, ApiError error)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);
        context.Response.StatusCode = error.Status;
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var format = Array.Find(_formats, format => format.Serves(context.Request));
        await (format is not null ? format.WriteAsync(context, error)
            : options.Value.ErrorShape == ErrorShape.OpenAI ? WriteOpenAIAsync(context, error)
            : WriteProblemAsync(context, error));
    }

    private static Task WriteOpenAIAsync(HttpContext context, ApiError error)
    {
        var body = new ErrorResponse
        {
            Error = new ErrorDetail { Message = error.Message, Type = error.Type, Code = error.Code, Param = error.Param, RequestId = context.TraceIdentifier },
        };
        return context.Response.WriteAsJsonAsync(body, OpenAIJsonContext.Default.ErrorResponse, "application/json", context.RequestAborted);
    }

    private static Task WriteProblemAsync(HttpContext context, ApiError error)
    {
        var problem = new ProblemDetails { Status = error.Status, Type = TypePrefix + error.Code, Title = error.Code, Detail = error.Message };
        problem.Extensions["request_id"] = context.TraceIdentifier;
        if (error.Param is not null)
        {
            problem.Extensions["param"] = error.Param;
        }

        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}
