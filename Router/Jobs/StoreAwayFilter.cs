using System.Data.Common;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>Answers 503 while the database of jobs and files is away.</summary>
internal sealed class StoreAwayFilter : IEndpointFilter
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(2);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            // What was said of an answer that did not come to be is not so of this one.
            context.HttpContext.Response.Clear();
            return new ApiErrorResult(ApiErrors.Unavailable("The job queue's database does not answer. Nothing was lost; try again.", s_soon));
        }
    }
}
