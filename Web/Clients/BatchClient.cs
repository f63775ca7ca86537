using Switchyard.Contracts.Batches;
using Switchyard.QueueClient;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks of the Router's batches, and what it has it do.</summary>
internal sealed class BatchClient(HttpClient http, ServiceQuery query, TimeProvider time)
{
    private readonly SwitchyardClient _router = new(http, time);

    /// <summary>Gets the newest batches.</summary>
    public Task<Reply<BatchList>> GetBatchesAsync(int limit, CancellationToken cancellationToken) => query.AskAsync<BatchList>(
        ServiceNames.Router,
        async token =>
        {
            // One more than is shown says whether there are more.
            var batches = await _router.Batches.ListAsync(token).Take(limit + 1).ToListAsync(token);
            return new BatchList { Data = [.. batches.Take(limit)], HasMore = batches.Count > limit };
        },
        cancellationToken);

    public Task<Reply<BatchObject>> CancelAsync(string id, CancellationToken cancellationToken) =>
        query.AskAsync<BatchObject>(ServiceNames.Router, async token => await _router.Batches.CancelAsync(id, token), cancellationToken);

    /// <summary>Reads a file as it comes.</summary>
    /// <exception cref="RouterRefusedException">There is no such file, or not any more.</exception>
    public Task<Stream> DownloadAsync(string id, CancellationToken cancellationToken) => _router.Files.DownloadAsync(id, cancellationToken);
}
