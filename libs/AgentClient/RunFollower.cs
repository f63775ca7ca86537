using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Switchyard.Contracts.Agents;
using Switchyard.QueueClient.Http;

namespace Switchyard.AgentClient;

/// <summary>Reads the events of runs as they happen. A lost connection is made anew until the run has ended; each asks for the events after the last one that was read, so that none is told twice or left out.</summary>
internal sealed class RunFollower(AgentHostChannel host, TimeProvider time)
{
    private const string LastIdHeader = "Last-Event-ID";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<RunEvent> FollowAsync(string run, long after, Action<string?> interrupted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Of a run that had ended before it was asked, the events that come are all there are.
        for (var hadEnded = false; ;)
        {
            var (response, problem) = await AskAsync($"{run}/events", after, cancellationToken).ConfigureAwait(false);
            using (response)
            {
                if (response is not null)
                {
                    interrupted(null);
                    await foreach (var item in EventStream.ReadWhatComesAsync(response, RunEvents.Parse, cancellationToken).ConfigureAwait(false))
                    {
                        after = item.Sequence;
                        yield return item;
                        if (RunEventTypes.Last.Contains(item.Type))
                        {
                            yield break;
                        }
                    }
                }
            }

            if (hadEnded && response is not null)
            {
                yield break;
            }

            interrupted(problem ?? "The connection to the AgentHost was lost.");
            await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(false);
            hadEnded = await HasEndedAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    // A refusal that may pass is a problem like a connection that fails; any other is the end.
    private async Task<(HttpResponseMessage? Response, string? Problem)> AskAsync(string path, long after, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (after > 0)
        {
            request.Headers.TryAddWithoutValidation(LastIdHeader, after.ToString(CultureInfo.InvariantCulture));
        }

        try
        {
            return (await host.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (AgentHostRefusedException refused) when (MayPass(refused))
        {
            return (null, refused.Message);
        }
        catch (Exception exception) when (LostConnections.IsOne(exception))
        {
            return (null, "The AgentHost does not answer.");
        }
    }

    private async Task<bool> HasEndedAsync(string run, CancellationToken cancellationToken)
    {
        try
        {
            return RunStatuses.Ended.Contains((await host.GetAsync(run, AgentsJsonContext.Default.RunDetail, cancellationToken).ConfigureAwait(false)).Status);
        }
        catch (AgentHostRefusedException refused) when (MayPass(refused))
        {
            return false;
        }
        catch (Exception exception) when (LostConnections.IsOne(exception))
        {
            return false;
        }
    }

    private static bool MayPass(AgentHostRefusedException refused) => refused.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests;
}
