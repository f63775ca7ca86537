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
        var batches = routes.MapGroup("/v1/batches").AddEndpointFilter<StoreAwayFilter>().AddEndpointFilter<SharedFilter>();
        batches.MapPost("", CreateAsync);
        batches.MapGet("", ListAsync);
        batches.MapGet("/{id}", static (string id, IBatchStore store, CancellationToken cancellationToken) =>
            BatchNames.TryParse(id, out var guid) ? DescribeAsync(guid, store, cancellationToken) : Task.FromResult<IResult>(NotFound()));
        batches.MapPost("/{id}/cancel", CancelAsync);
        return routes;
    }

    private static ApiErrorResult NotFound() => new ApiErrorResult(ApiErrors.NotFound("There is no such batch: its id is another one, or it has been forgotten, as batches are 30 days after they ended."));

    private static async Task<IResult> CreateAsync(HttpContext context, IBatchStore store, IFileStore files)
    {
        var body = await JsonBody.ReadAsync(context, BatchesJsonContext.Default.CreateBatchRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        var file = FileNames.TryParse(body.Value.InputFileId, out Guid id) ? await files.FindAsync(id, context.RequestAborted) : null;
        return BatchRequestReader.TryRead(body.Value, file, out var batch, out var error)
            ? Describe(await store.CreateAsync(batch, context.RequestAborted))
            : new ApiErrorResult(error!);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IBatchStore store, CancellationToken cancellationToken)
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
            ? Results.Json(BatchDescriber.Describe(await store.ListAsync(new BatchQuery { After = after, Limit = limit + 1 }, cancellationToken), limit), BatchesJsonContext.Default.BatchList)
            : new ApiErrorResult(error!);
    }

    private static async Task<IResult> CancelAsync(string id, IBatchStore store, CancellationToken cancellationToken) =>
        (BatchNames.TryParse(id, out var guid) ? await store.CancelAsync(guid, cancellationToken) : CancelOutcome.NotFound) switch
        {
            CancelOutcome.Cancelled => await DescribeAsync(guid, store, cancellationToken),
            CancelOutcome.AlreadyFinished => new ApiErrorResult(ApiErrors.AlreadyFinished($"Batch {id} has ended already; GET /v1/batches/{id} says how.")),
            _ => NotFound(),
        };

    private static async Task<IResult> DescribeAsync(Guid id, IBatchStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } batch ? Describe(batch) : NotFound();

    private static IResult Describe(Batch batch) => Results.Json(BatchDescriber.Describe(batch), BatchesJsonContext.Default.BatchObject);
}
