using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Switchyard.Queue.Files;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>The form of an upload as its parts come, in whichever order: some clients send the file first. The file goes to the store at once, and from there if the rest is not in order.</summary>
internal sealed class UploadForm(IFileStore files, string tenant, long maxBytes) : IAsyncDisposable
{
    private const string FileField = "file";
    private const int MaxFieldBytes = 1_024;
    private const int MaxParts = 10;
    private const int MaxName = 255;
    private const int BufferBytes = 64 * 1024;

    private readonly UploadFields _fields = new();
    private FileWriter? _writer;
    private string _name = FileField;
    private int _parts;

    /// <summary>Takes a part, or says why not.</summary>
    public async Task<ApiError?> AddAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        if (++_parts > MaxParts || !ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
        {
            return ApiErrors.InvalidForm($"The form has more than {MaxParts} parts, or one without a Content-Disposition.");
        }

        var field = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (field != FileField)
        {
            return await ReadFieldAsync(field, part.Body, cancellationToken);
        }

        if (_writer is not null)
        {
            return ApiErrors.InvalidValue(FileField, "'file' must be there once: one file a request.");
        }

        _name = NameOf(disposition);
        _writer = await FileWriter.BeginAsync(files, cancellationToken);
        return await StoreAsync(_writer, part.Body, cancellationToken);
    }

    /// <summary>Gets what is wrong with the form; <see langword="null"/> where it is whole.</summary>
    public ApiError? Check() =>
        _writer is null or { Bytes: 0 } ? ApiErrors.MissingParameter(FileField, "'file' must hold the requests, one a line, and not be empty.") : _fields.Check();

    /// <summary>Shows the file to its tenant.</summary>
    public Task<StoredFile> CompleteAsync(CancellationToken cancellationToken) => _writer!.CompleteAsync(_fields.TermsOf(_name) with { Tenant = tenant }, cancellationToken);

    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ApiError?> StoreAsync(FileWriter writer, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (writer.Bytes + count > maxBytes)
            {
                return ApiErrors.RequestTooLarge(maxBytes);
            }

            await writer.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return null;
    }

    private async Task<ApiError?> ReadFieldAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return count > MaxFieldBytes ? ApiErrors.InvalidForm($"A field of the form has more than {MaxFieldBytes} bytes.") : _fields.Add(name, Encoding.UTF8.GetString(buffer, 0, count));
    }

    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        var plain = string.Concat(name.EnumerateRunes().Where(static rune => !Rune.IsControl(rune)).Take(MaxName / 2));
        return plain.Length > 0 ? plain : FileField;
    }
}
