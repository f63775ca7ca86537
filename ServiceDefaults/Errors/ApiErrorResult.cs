using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>An endpoint's answer that is an error of the catalogue, written in the service's shape.</summary>
public sealed class ApiErrorResult(ApiError error) : IResult
{
    /// <summary>Gets the error.</summary>
    public ApiError Error { get; } = error;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return httpContext.RequestServices.GetRequiredService<ApiErrorWriter>().WriteAsync(httpContext, Error);
    }
}
