using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Administration;

/// <summary>Lets the administrator's requests through, and no others.</summary>
internal sealed class AdminFilter(AdminAccess access) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        access.Refuse(context.HttpContext.Request) is { } error ? new ApiErrorResult(error) : await next(context);
}
