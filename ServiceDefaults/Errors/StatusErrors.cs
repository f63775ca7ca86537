using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>Gives a body to the bare statuses of the framework: 404, 405, 415 and their like.</summary>
internal static class StatusErrors
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        return HasNoReader(http.Response.StatusCode)
            ? Task.CompletedTask
            : http.RequestServices.GetRequiredService<ApiErrorWriter>().WriteAsync(http, ApiErrors.ForStatus(http.Response.StatusCode, http.Request.Method));
    }

    // 499 is what the exception handler leaves behind when the caller has gone.
    private static bool HasNoReader(int status) => status == 499;
}
