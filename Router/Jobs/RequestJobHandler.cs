using System.Net.ServerSentEvents;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Does jobs that are requests, one client for each.</summary>
internal abstract class RequestJobHandler(string kind, IServiceScopeFactory scopes) : IJobHandler
{
    protected const string Json = "application/json";

    public string Kind => kind;

    public async Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await RunAsync(job, scope.ServiceProvider.GetRequiredService<RequestSender>(), cancellationToken);
    }

    protected abstract Task<JobResult> RunAsync(JobContext job, RequestSender sender, CancellationToken cancellationToken);

    /// <summary>Asks for the whole answer at once.</summary>
    protected async Task<JobResult> RunWholeAsync(JobContext job, ReadOnlyMemory<byte> body, RequestSender sender, CancellationToken cancellationToken)
    {
        using var answer = await sender.SendAsync(kind, body, job, cancellationToken);
        return new JobResult(answer.Content.Headers.ContentType?.MediaType ?? Json, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Asks for a stream and gives each of its events as it comes.</summary>
    protected async IAsyncEnumerable<SseItem<string>> StreamAsync(JobContext job, ReadOnlyMemory<byte> body, RequestSender sender, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await sender.SendAsync(kind, body, job, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            yield return item;
        }
    }
}
