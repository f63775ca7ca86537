using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>Refuses what is everybody's where tenants are told apart: files and batches have no tenant, and one would read the other's.</summary>
internal sealed class SharedFilter(IOptions<RouterOptions> options) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => options.Value.Queue.TenantHeader is null
        ? next(context)
        : ValueTask.FromResult<object?>(new ApiErrorResult(ApiErrors.NotImplemented(null, "Files and batches are shared by all callers, and this Router tells tenants apart (Router:Queue:TenantHeader). Submit jobs to /v1/queue/submit instead.")));
}
