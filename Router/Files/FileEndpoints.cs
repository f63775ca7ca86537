using System.Data.Common;
using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using Switchyard.Contracts.Batches;
using Switchyard.Queue.Files;
using Switchyard.Router.Jobs;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>The routes of files, as OpenAI has them: what batches are made of and what they lead to.</summary>
internal static class FileEndpoints
{
    /// <summary>The path that takes a form with a file.</summary>
    public const string Path = "/v1/files";

    public static IEndpointRouteBuilder MapFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup(Path).AddEndpointFilter<StoreAwayFilter>().AddEndpointFilter<TenantFilter>();
        files.MapPost("", static (HttpContext context, CallerTenant tenant, FileUpload upload) => upload.HandleAsync(context, tenant));
        files.MapGet("", ListAsync);
        files.MapGet("/{id}", static async (string id, CallerTenant tenant, IFileStore store, CancellationToken cancellationToken) =>
            await FindAsync(id, tenant, store, cancellationToken) is { } file ? Results.Json(FileDescriber.Describe(file), BatchesJsonContext.Default.FileObject) : NotFound());
        files.MapGet("/{id}/content", SendAsync);
        files.MapDelete("/{id}", DeleteAsync);
        return routes;
    }

    /// <summary>Finds a file that the caller sees.</summary>
    public static async Task<StoredFile?> FindAsync(string? id, CallerTenant tenant, IFileStore store, CancellationToken cancellationToken) =>
        FileNames.TryParse(id, out Guid guid) && await store.FindAsync(guid, cancellationToken) is { } file && tenant.Sees(file.Tenant) ? file : null;

    private static ApiErrorResult NotFound() => new ApiErrorResult(ApiErrors.NotFound("There is no such file: its id is another one, or its time is over."));

    private static async Task<IResult> ListAsync(HttpRequest request, CallerTenant tenant, IFileStore store, CancellationToken cancellationToken)
    {
        if (!FileQueryReader.TryRead(request.Query, out var query, out var error))
        {
            return new ApiErrorResult(error!);
        }

        var files = await store.ListAsync(query with { Tenant = tenant.Name, Limit = query.Limit + 1 }, cancellationToken);
        return Results.Json(FileDescriber.Describe(files, query.Limit), BatchesJsonContext.Default.FileObjectList);
    }

    private static async Task<IResult> SendAsync(string id, HttpContext context, CallerTenant tenant, IFileStore store)
    {
        if (await FindAsync(id, tenant, store, context.RequestAborted) is not { } file)
        {
            return NotFound();
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentType = MediaTypeNames.Application.Octet;
        context.Response.ContentLength = file.Bytes;
        await using var content = new StoredFileStream(store, file.Id, start: 0);
        try
        {
            await content.CopyToAsync(context.Response.Body, IFileStore.ChunkBytes, context.RequestAborted);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException && context.Response.HasStarted)
        {
            // What was sent cannot be taken back.
        }

        // Half a file, if its store went away or it was deleted meanwhile, has to be seen to be half of one.
        if (content.Position < file.Bytes)
        {
            context.Abort();
        }

        return Results.Empty;
    }

    private static async Task<IResult> DeleteAsync(string id, CallerTenant tenant, IFileStore store, CancellationToken cancellationToken) =>
        await FindAsync(id, tenant, store, cancellationToken) is { } file && await store.DeleteAsync(file.Id, cancellationToken)
            ? Results.Json(new FileDeleted { Id = FileNames.NameOf(file.Id), Deleted = true }, BatchesJsonContext.Default.FileDeleted)
            : NotFound();
}
