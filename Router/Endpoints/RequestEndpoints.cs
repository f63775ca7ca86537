using Switchyard.Contracts.Routing;
using Switchyard.Router.Requests;
using Switchyard.Router.Tracing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>The routes by which a request explains itself: who was asked, why, and what came of it.</summary>
internal static class RequestEndpoints
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1000;

    public static IEndpointRouteBuilder MapRequests(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/requests", static (string? limit, RequestLog log) => CountOf(limit) is { } count
            ? Results.Json(new RequestList { Data = [.. log.Newest().Take(count).Select(trace => trace.ToInfo())] }, RoutingJsonContext.Default.RequestList)
            : new ApiErrorResult(ApiErrors.InvalidValue("limit", $"'limit' must be a number from 1 to {MaxCount}.")));
        routes.MapGet("/v1/requests/{id}", static (string id, HttpRequest request, RequestLog log, ContentDisclosure content) => log.Find(id) is { } trace
            ? Results.Json(content.Describe(trace, request), RoutingJsonContext.Default.RequestInfo)
            : new ApiErrorResult(ApiErrors.NotFound("This router remembers no request of that id: it was another router's, or too many came after it.")));
        return routes;
    }

    private static int? CountOf(string? limit) =>
        limit is null ? DefaultCount : int.TryParse(limit, out var count) && count is >= 1 and <= MaxCount ? count : null;
}
