using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Switchyard.Contracts.Batches;
using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>The batches of a Router: many requests in a file, answered in another. Thread-safe.</summary>
public sealed class BatchesClient
{
    private const string Root = "/v1/batches";
    private const string Window = "24h";
    private const int PageSize = 100;

    private readonly RouterChannel _router;
    private readonly Insistence _insistence;
    private readonly FilesClient _files;
    private readonly TimeProvider _time;

    internal BatchesClient(RouterChannel router, Insistence insistence, FilesClient files, TimeProvider time) =>
        (_router, _insistence, _files, _time) = (router, insistence, files, time);

    /// <summary>Has the requests of a file answered. Where it says no <see cref="CreateBatchRequest.CompletionWindow"/>, it is the only one there is.</summary>
    /// <exception cref="RouterRefusedException">The Router refuses it.</exception>
    public Task<BatchObject> CreateAsync(CreateBatchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var content = JsonContent.Create(request with { CompletionWindow = request.CompletionWindow ?? Window }, BatchesJsonContext.Default.CreateBatchRequest);
        return _router.SendAsync(new HttpRequestMessage(HttpMethod.Post, Root) { Content = content }, BatchesJsonContext.Default.BatchObject, cancellationToken);
    }

    /// <summary>Gets a batch as it stands.</summary>
    /// <exception cref="RouterRefusedException">There is no such batch, or not any more.</exception>
    public Task<BatchObject> GetAsync(string id, CancellationToken cancellationToken = default) => _router.GetAsync(PathOf(id), BatchesJsonContext.Default.BatchObject, cancellationToken);

    /// <summary>Lists the batches, the newest first; asks for a page when the one before has been read.</summary>
    public IAsyncEnumerable<BatchObject> ListAsync(CancellationToken cancellationToken = default)
    {
        return Pages.ReadAsync(after: null, ReadPageAsync, static batch => batch.Id, cancellationToken);

        async Task<(IReadOnlyList<BatchObject> Items, bool HasMore)> ReadPageAsync(string? after, CancellationToken token)
        {
            var query = new PathQuery().Add("limit", PageSize.ToString(CultureInfo.InvariantCulture)).Add("after", after);
            var page = await _router.GetAsync($"{Root}{query}", BatchesJsonContext.Default.BatchList, token).ConfigureAwait(false);
            return (page.Data, page.HasMore);
        }
    }

    /// <summary>Has a batch end. What has been answered stays so.</summary>
    /// <exception cref="RouterRefusedException">It has ended already, or there is no such batch.</exception>
    public Task<BatchObject> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        _router.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{PathOf(id)}/cancel"), BatchesJsonContext.Default.BatchObject, cancellationToken);

    /// <summary>Waits until a batch has ended, whichever way: its <see cref="BatchObject.Status"/> says which. Survives a Router that is away for a few seconds.</summary>
    /// <param name="id">The batch.</param>
    /// <param name="pause">How long to wait between one look and the next.</param>
    /// <param name="progress">Is told what each look has shown.</param>
    /// <param name="cancellationToken">Ends the waiting, not the batch.</param>
    /// <exception cref="RouterRefusedException">There is no such batch, or not any more.</exception>
    public async Task<BatchObject> WaitAsync(string id, TimeSpan pause, IProgress<BatchObject>? progress = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var batch = await _insistence.AskAsync(token => GetAsync(id, token), cancellationToken).ConfigureAwait(false);
            progress?.Report(batch);
            if (BatchStatuses.Ended.Contains(batch.Status))
            {
                return batch;
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what became of the requests of a batch that has ended, in no order: those that were answered, and then the others.</summary>
    /// <exception cref="RouterRefusedException">A file of the batch is gone.</exception>
    public async IAsyncEnumerable<BatchAnswer> ReadAnswersAsync(BatchObject batch, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var file in new[] { batch.OutputFileId, batch.ErrorFileId }.OfType<string>())
        {
            using var lines = new StreamReader(await _files.DownloadAsync(file, cancellationToken).ConfigureAwait(false));
            while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                yield return BatchAnswer.Parse(line);
            }
        }
    }

    private static string PathOf(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
