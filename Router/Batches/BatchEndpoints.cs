using Switchyard.Contracts.Batches;
using Switchyard.Queue;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Router.Files;
using Switchyard.Router.Jobs;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Batches;

/// <summary>The routes of batches, as OpenAI has them: files of requests that are answered when there is room.</summary>
internal static class BatchEndpoints
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static IEndpointRouteBuilder MapBatches(this IEndpointRouteBuilder routes)
    {
        var batches = routes.MapGroup("/v1/batches").AddEndpointFilter<StoreAwayFilter>().AddEndpointFilter<TenantFilter>();
        batches.MapPost("", CreateAsync);
        batches.MapGet("", ListAsync);
        batches.MapGet("/{id}", static async (string id, CallerTenant tenant, IBatchStore store, CancellationToken cancellationToken) =>
            await FindAsync(id, tenant, store, cancellationToken) is { } batch ? Describe(batch) : NotFound());
        batches.MapPost("/{id}/cancel", CancelAsync);
        return routes;
    }

    private static ApiErrorResult NotFound() => new ApiErrorResult(ApiErrors.NotFound("There is no such batch: its id is another one, or it has been forgotten, as batches are 30 days after they ended."));

    private static async Task<IResult> CreateAsync(HttpContext context, CallerTenant tenant, IBatchStore store, IFileStore files)
    {
        var body = await JsonBody.ReadAsync(context, BatchesJsonContext.Default.CreateBatchRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var file = await FileEndpoints.FindAsync(body.Value.InputFileId, tenant, files, context.RequestAborted);
        return BatchRequestReader.TryRead(body.Value, tenant, file, out var batch, out var error)
            ? Describe(await store.CreateAsync(batch, context.RequestAborted))
            : new ApiErrorResult(error!);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, CallerTenant tenant, IBatchStore store, CancellationToken cancellationToken)
    {
        Guid? after = null;
        if (request.Query["after"].FirstOrDefault() is { } name)
        {
            if (!BatchNames.TryParse(name, out var last))
            {
                return new ApiErrorResult(ApiErrors.InvalidValue("after", "'after' must be the id of a batch: the last one of the page before."));
            }

            after = last;
        }

        return PageReader.TryReadLimit(request.Query, DefaultLimit, MaxLimit, out var limit, out var error)
            ? Results.Json(BatchDescriber.Describe(await store.ListAsync(new BatchQuery { Tenant = tenant.Name, After = after, Limit = limit + 1 }, cancellationToken), limit), BatchesJsonContext.Default.BatchList)
            : new ApiErrorResult(error!);
    }

    private static async Task<IResult> CancelAsync(string id, CallerTenant tenant, IBatchStore store, CancellationToken cancellationToken) =>
        (await FindAsync(id, tenant, store, cancellationToken) is { } batch ? await store.CancelAsync(batch.Id, cancellationToken) : CancelOutcome.NotFound) switch
        {
            CancelOutcome.Cancelled when await FindAsync(id, tenant, store, cancellationToken) is { } cancelled => Describe(cancelled),
            CancelOutcome.AlreadyFinished => new ApiErrorResult(ApiErrors.AlreadyFinished($"Batch {id} has ended already; GET /v1/batches/{id} says how.")),
            _ => NotFound(),
        };

    private static async Task<Batch?> FindAsync(string id, CallerTenant tenant, IBatchStore store, CancellationToken cancellationToken) =>
        BatchNames.TryParse(id, out var guid) && await store.FindAsync(guid, cancellationToken) is { } batch && tenant.Sees(batch.Asked.Tenant) ? batch : null;

    private static IResult Describe(Batch batch) => Results.Json(BatchDescriber.Describe(batch), BatchesJsonContext.Default.BatchObject);
}
