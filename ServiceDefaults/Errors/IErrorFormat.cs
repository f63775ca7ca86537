using Microsoft.AspNetCore.Http;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>A shape of errors that some of a service's paths have because their callers know no other. It is asked by path: many errors come before an endpoint is chosen.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IErrorFormat
{
    /// <summary>Tells whether errors of <paramref name="request"/> have this shape.</summary>
    bool Serves(HttpRequest request);

    /// <summary>Writes <paramref name="apiError"/> with its status; <c>Retry-After</c> is set before.</summary>
    Task WriteAsync(HttpContext context, ApiError apiError);
}
