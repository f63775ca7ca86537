using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.History;

/// <summary>Answers in the caller's terms where a run's journal cannot give what was asked.</summary>
internal sealed class JournalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RunNotFoundException exception)
        {
            return new ApiErrorResult(ApiErrors.NotFound(exception.Message));
        }
        catch (Exception exception) when (exception is RunTooOldException or GraphChangedException or InvalidAgentException)
        {
            return new ApiErrorResult(ApiErrors.Conflict(exception.Message));
        }
    }
}
