using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>Reads the events of jobs as they happen. A lost connection is made anew until the job has ended; each asks for the events after the last one that was read, so that none is told twice or left out.</summary>
/// <param name="http">Reaches the Router; has no time limit.</param>
/// <param name="describe">Reads the sentence for people out of an answer that refuses.</param>
/// <param name="time">Measures the pauses between connections.</param>
public sealed class JobFollower(HttpClient http, Func<HttpResponseMessage, CancellationToken, Task<string>> describe, TimeProvider time)
{
    private const string LastIdHeader = "Last-Event-ID";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Follows a job to its last event. Any number of jobs can be followed at once.</summary>
    /// <param name="id">The job.</param>
    /// <param name="after">The number of the last event that is known; 0 for all of them.</param>
    /// <param name="interrupted">Is told why nothing comes for now, and <see langword="null"/> whenever there is a connection.</param>
    /// <param name="cancellationToken">Ends the following, not the job.</param>
    /// <exception cref="JobStreamRefusedException">There is no such job, or not any more.</exception>
    public async IAsyncEnumerable<JobNews> FollowAsync(string id, long after, Action<string?> interrupted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(interrupted);
        for (var isOver = false; !isOver;)
        {
            var (response, problem) = await AskAsync(id, after, cancellationToken).ConfigureAwait(false);
            using (response)
            {
                isOver = response?.StatusCode == HttpStatusCode.NoContent;
                if (response is not null && !isOver)
                {
                    interrupted(null);
                    await foreach (var news in ReadAsync(response, cancellationToken).ConfigureAwait(false))
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
    private async Task<(HttpResponseMessage? Response, string? Problem)> AskAsync(string id, long after, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/queue/stream/{Uri.EscapeDataString(id)}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.TryAddWithoutValidation(LastIdHeader, after.ToString(CultureInfo.InvariantCulture));
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return (response, null);
            }

            using (response)
            {
                var problem = await describe(response, cancellationToken).ConfigureAwait(false);
                return response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests ? (null, problem) : throw new JobStreamRefusedException(problem);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, "The Router does not answer.");
        }
    }

    private static async IAsyncEnumerable<JobNews> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var items = SseParser.Create(stream, Parse).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items.ConfigureAwait(false))
        {
            while (await TryMoveAsync(items).ConfigureAwait(false))
            {
                yield return items.Current.Data;
            }
        }
    }

    private static async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<SseItem<JobNews>> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static JobNews Parse(string type, ReadOnlySpan<byte> data) => new(type, JsonSerializer.Deserialize(data, QueueJsonContext.Default.JobStreamEvent)!);
}
