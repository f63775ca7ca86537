using Microsoft.Extensions.Options;
using Switchyard.Contracts.Queue;
using Switchyard.Queue;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>Whose jobs, files and batches a caller sees and leaves.</summary>
/// <param name="Name">The tenant; <see langword="null"/> for all: where the Router does not tell them apart, or an operator asks.</param>
/// <param name="IsOperator">Whether it is somebody who sees what is of all tenants and is none of them.</param>
internal sealed record CallerTenant(string? Name, bool IsOperator)
{
    /// <summary>Gets the tenant of what the caller leaves.</summary>
    public string Owner => Name ?? JobSubmission.DefaultTenant;

    /// <summary>Gets whether the caller sees what is <paramref name="tenant"/>'s.</summary>
    public bool Sees(string tenant) => Name is null || Name == tenant;

    /// <summary>Gets why the caller cannot leave a <paramref name="what"/> here; <see langword="null"/> for tenants.</summary>
    public ApiError? CheckOwner(string what) =>
        IsOperator ? ApiErrors.InvalidValue("tenant", $"A {what} is one tenant's: the operator, {QueueTenants.All}, leaves none. Name the tenant in the header instead.")
        : SubmissionRules.FindInTenant(Owner) is { } error ? ApiErrors.InvalidValue("tenant", error.Message)
        : null;

    /// <summary>Reads what <c>Router:Queue:TenantHeader</c> says of the caller; <see cref="TenantFilter"/> has seen to it that it says something.</summary>
    public static ValueTask<CallerTenant> BindAsync(HttpContext context)
    {
        var header = context.RequestServices.GetRequiredService<IOptions<RouterOptions>>().Value.Queue.TenantHeader;
        var name = header is null ? null : context.Request.Headers[header].FirstOrDefault();
        return new(new CallerTenant(name == QueueTenants.All ? null : name, name == QueueTenants.All));
    }
}
