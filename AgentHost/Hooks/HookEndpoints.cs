using Microsoft.AspNetCore.Http.HttpResults;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;

namespace Switchyard.AgentHost.Hooks;

/// <summary>Looking at this host's hooks.</summary>
internal static class HookEndpoints
{
    public static void MapHooks(this IEndpointRouteBuilder app) => app.MapGet("/v1/hooks", Read);

    private static JsonHttpResult<HookReport> Read(HookPipeline hooks, TraceBufferHook trace) => TypedResults.Json(new HookReport(hooks.GetStatistics(), trace.Read()), HookReportJson.Default.HookReport);
}
