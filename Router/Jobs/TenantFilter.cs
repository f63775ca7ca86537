using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>Refuses who does not say which tenant it is, where tenants are told apart: nobody sees what is of all by leaving the header out.</summary>
internal sealed class TenantFilter(IOptions<RouterOptions> options) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        options.Value.Queue.TenantHeader is { } header && (context.HttpContext.Request.Headers[header] is not [{ Length: > 0 } name] || name.Contains(',', StringComparison.Ordinal))
            ? ValueTask.FromResult<object?>(new ApiErrorResult(ApiErrors.InvalidValue(header, $"The header {header} must name the tenant, once: the proxy in front of the Router sets it.")))
            : next(context);
}
