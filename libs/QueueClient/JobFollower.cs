using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>Reads the events of jobs as they happen. A lost connection is made anew until the job has ended; each asks for the events after the last one that was read, so that none is told twice or left out.</summary>
internal sealed class JobFollower(RouterChannel router, TimeProvider time)
{
    private const string LastIdHeader = "Last-Event-ID";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<JobNews> FollowAsync(string path, long after, Action<string?> interrupted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isOver = false; !isOver;)
        {
            var (response, problem) = await AskAsync(path, after, cancellationToken).ConfigureAwait(false);
            using (response)
            {
                isOver = response?.StatusCode == HttpStatusCode.NoContent;
                if (response is not null && !isOver)
                {
                    interrupted(null);
                    await foreach (var news in EventStream.ReadWhatComesAsync(response, Parse, cancellationToken).ConfigureAwait(false))
                    {
                        // What was replayed goes on after what had been its last event.
                        (after, isOver) = (news.Event.Sequence, news.IsLast);
                        yield return news;
                    }
                }
            }

            if (!isOver)
            {
                interrupted(problem ?? "The connection to the Router was lost.");
                await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A refusal that may pass is a problem like a connection that fails; any other is the end.
    private async Task<(HttpResponseMessage? Response, string? Problem)> AskAsync(string path, long after, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.TryAddWithoutValidation(LastIdHeader, after.ToString(CultureInfo.InvariantCulture));
        try
        {
            return (await router.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (RouterRefusedException refused) when (refused.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests)
        {
            return (null, refused.Message);
        }
        catch (Exception exception) when (LostConnections.IsOne(exception))
        {
            return (null, "The Router does not answer.");
        }
    }

    private static JobNews Parse(string type, ReadOnlySpan<byte> data) => new(type, JsonSerializer.Deserialize(data, QueueJsonContext.Default.JobStreamEvent)!);
}
