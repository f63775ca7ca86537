using Switchyard.Contracts.Batches;
using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>The files of a Router: what batches are made of and what they lead to. Thread-safe.</summary>
public sealed class FilesClient
{
    private const string Root = "/v1/files";
    private const string Purpose = "batch";

    private readonly RouterChannel _router;

    internal FilesClient(RouterChannel router) => _router = router;

    /// <summary>Uploads the requests of a batch, one a line, as they are read. The stream stays open, and is not sent again where the connection is lost: then there is no file.</summary>
    /// <param name="content">The requests; see <c>docs/batches.md</c>.</param>
    /// <param name="fileName">What to call the file.</param>
    /// <param name="cancellationToken">Ends the upload; nothing is left of it.</param>
    /// <exception cref="RouterRefusedException">The file is empty, or longer than the Router takes.</exception>
    public Task<FileObject> UploadAsync(Stream content, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        var form = new MultipartFormDataContent { { new StringContent(Purpose), "purpose" }, { new BorrowedContent(content), "file", fileName } };
        return _router.SendAsync(new HttpRequestMessage(HttpMethod.Post, Root) { Content = form }, BatchesJsonContext.Default.FileObject, cancellationToken);
    }

    /// <summary>Lists files, the newest first unless the query says otherwise; asks for a page when the one before has been read.</summary>
    public IAsyncEnumerable<FileObject> ListAsync(FileQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ReadAsync(after: null, ReadPageAsync, static file => file.Id, cancellationToken);

        async Task<(IReadOnlyList<FileObject> Items, bool HasMore)> ReadPageAsync(string? after, CancellationToken token)
        {
            var page = await _router.GetAsync(Root + query.ToQuery(after), BatchesJsonContext.Default.FileObjectList, token).ConfigureAwait(false);
            return (page.Data, page.HasMore);
        }
    }

    /// <summary>Gets what is known of a file.</summary>
    /// <exception cref="RouterRefusedException">There is no such file, or not any more.</exception>
    public Task<FileObject> GetAsync(string id, CancellationToken cancellationToken = default) => _router.GetAsync(PathOf(id), BatchesJsonContext.Default.FileObject, cancellationToken);

    /// <summary>Reads a file as it comes. A stream that breaks off throws; it never ends early.</summary>
    /// <exception cref="RouterRefusedException">There is no such file, or not any more.</exception>
    public async Task<Stream> DownloadAsync(string id, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{PathOf(id)}/content");
        var response = await _router.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // The stream is all that the answer holds.
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has the Router forget a file.</summary>
    /// <exception cref="RouterRefusedException">There is no such file, or not any more.</exception>
    public Task<FileDeleted> DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _router.SendAsync(new HttpRequestMessage(HttpMethod.Delete, PathOf(id)), BatchesJsonContext.Default.FileDeleted, cancellationToken);

    private static string PathOf(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
