using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.Batches;
using Switchyard.Queue.Files;
using Switchyard.Router.Configuration;
using Switchyard.Router.Jobs;
using Switchyard.ServiceDefaults.Errors;
using FormReader = Switchyard.Router.PassThrough.FormReader;

namespace Switchyard.Router.Files;

/// <summary>Takes an upload (RFC 7578) as it comes and stores it piece by piece. It is seen when all of the form was read and found in order, and leaves nothing behind otherwise.</summary>
internal sealed class FileUpload(IFileStore files, IOptions<RouterOptions> options)
{
    private const int BufferBytes = 64 * 1024;

    // What the form may have beside the file: boundaries, headers and fields.
    private const int FormBytes = 64 * 1024;

    private readonly long _maxBytes = options.Value.Files.MaxBytes;

    public async Task<IResult> HandleAsync(HttpContext context, CallerTenant tenant)
    {
        if (tenant.CheckOwner("file") is { } error)
        {
            return new ApiErrorResult(error);
        }

        if (FormReader.BoundaryOf(context.Request.ContentType) is not { } boundary)
        {
            return new ApiErrorResult(ApiErrors.FormExpected());
        }

        if (context.Request.ContentLength > _maxBytes + FormBytes)
        {
            return new ApiErrorResult(TooLarge());
        }

        // The server's own limit is for JSON.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = _maxBytes + FormBytes;
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary, context.Request.Body, BufferBytes), tenant.Owner, context.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return new ApiErrorResult(ApiErrors.InvalidForm("The form breaks off, or is not in order."));
        }
    }

    private async Task<IResult> ReadAsync(MultipartReader reader, string tenant, CancellationToken cancellationToken)
    {
        await using var form = new UploadForm(files, tenant, _maxBytes);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (await form.AddAsync(part, cancellationToken) is { } error)
            {
                return new ApiErrorResult(error.Status == StatusCodes.Status413PayloadTooLarge ? TooLarge() : error);
            }
        }

        return form.Check() is { } problem
            ? new ApiErrorResult(problem)
            : Results.Json(FileDescriber.Describe(await form.CompleteAsync(cancellationToken)), BatchesJsonContext.Default.FileObject);
    }

    private ApiError TooLarge() => ApiErrors.RequestTooLarge(_maxBytes) with { Message = $"The file is over the limit of {_maxBytes} bytes; split it into several, or raise Router:Files:MaxBytes." };
}
