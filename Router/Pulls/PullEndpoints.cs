using System.Data.Common;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Administration;
using Switchyard.Router.Endpoints;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Pulls;

/// <summary>The routes that change which models a provider has. They are the administrator's, like <c>/admin</c>.</summary>
internal static class PullEndpoints
{
    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapPulls(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/v1/models").AddEndpointFilter(ActivatorUtilities.CreateInstance<AdminFilter>(routes.ServiceProvider));
        models.MapPost("/pull", PullAsync);
        models.MapDelete("/pull/{id}", CancelAsync);
        // Not one parameter for all: that would serve the path of the list too.
        models.MapDelete("/{first}/{**rest}", static (string first, string? rest, HttpContext context, ModelRegistry registry, ModelStore store) =>
            RemoveAsync(string.IsNullOrEmpty(rest) ? first : $"{first}/{rest}", context, registry, store));
        return routes;
    }

    private static async Task<IResult> PullAsync(HttpContext context, ModelRegistry registry, PullAnswer answer)
    {
        var body = await JsonBody.ReadAsync(context, RoutingJsonContext.Default.PullModelRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        if (!StoredModel.TryFindPull(body.Value, ProviderPath.Of(context), registry, out var model, out var error))
        {
            return new ApiErrorResult(error);
        }

        await answer.WriteAsync(context, model);
        return Results.Empty;
    }

    private static async Task<IResult> CancelAsync(string id, RunningPulls running, IPullSignals others, CancellationToken cancellationToken)
    {
        try
        {
            return running.Cancel(id) || (RunningPulls.IsId(id) && await others.CancelAsync(id, cancellationToken))
                ? Results.NoContent()
                : new ApiErrorResult(ApiErrors.NotFound(others.IsShared ? "There is no such pull under way." : "There is no such pull under way in this router."));
        }
        catch (DbException)
        {
            return new ApiErrorResult(ApiErrors.Unavailable("There is no such pull under way in this router, and the database through which others are told does not answer. Cancel it where it began, or leave its stream.", s_later));
        }
    }

    private static async Task<IResult> RemoveAsync(string id, HttpContext context, ModelRegistry registry, ModelStore store)
    {
        if (!StoredModel.TryFindRemoval(ModelEndpoints.WithSlashes(id), ProviderPath.Of(context), registry, out var model, out var error))
        {
            return new ApiErrorResult(error);
        }

        return await store.RemoveAsync(model, context.RequestAborted) is { } failure
            ? new ApiErrorResult(failure)
            : Results.Json(new ModelDeleted { Id = model.Id, Deleted = true }, RoutingJsonContext.Default.ModelDeleted);
    }
}
