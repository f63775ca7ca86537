using Microsoft.AspNetCore.Diagnostics;

namespace Switchyard.ServiceDefaults.Errors;

/// <summary>Makes Development answer as every other environment does: the framework puts its page with the stack trace nearer to the endpoints than <see cref="ApiExceptionHandler"/>.</summary>
internal sealed class DevelopmentPageFilter(IExceptionHandler handler) : IDeveloperPageExceptionFilter
{
    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next) =>
        await handler.TryHandleAsync(errorContext.HttpContext, errorContext.Exception, errorContext.HttpContext.RequestAborted);
}
