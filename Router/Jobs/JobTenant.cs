using Microsoft.Extensions.Options;
using Switchyard.Contracts.Queue;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Jobs;

/// <summary>Whose jobs a caller sees and submits.</summary>
/// <param name="Name">The tenant; <see langword="null"/> for all: where the Router does not tell them apart, or an operator asks.</param>
/// <param name="IsOperator">Whether it is somebody who sees all tenants' jobs and is none of them.</param>
internal sealed record JobTenant(string? Name, bool IsOperator)
{
    /// <summary>Reads what <c>Router:Queue:TenantHeader</c> says of the caller; <see cref="TenantFilter"/> has seen to it that it says something.</summary>
    public static ValueTask<JobTenant> BindAsync(HttpContext context)
    {
        var header = context.RequestServices.GetRequiredService<IOptions<RouterOptions>>().Value.Queue.TenantHeader;
        var name = header is null ? null : context.Request.Headers[header].FirstOrDefault();
        return new(new JobTenant(name == QueueTenants.All ? null : name, name == QueueTenants.All));
    }
}
