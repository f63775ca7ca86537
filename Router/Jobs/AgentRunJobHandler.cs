using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Queue;
using Switchyard.Queue.Workers;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Jobs;

/// <summary>
/// Does agent runs. The run is the AgentHost's and its steps may have effects, so that no attempt repeats another's: all start the run under the same key, and the second follows the run
/// of the first. When a worker ends the run goes on; when the job ends without its end the run is cancelled.
/// </summary>
internal sealed partial class AgentRunJobHandler(IServiceScopeFactory scopes, ILogger<AgentRunJobHandler> logger) : IJobHandler
{
    private const string Json = "application/json";

    public string Kind => JobUrls.AgentRuns;

    public async Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var host = scope.ServiceProvider.GetRequiredService<AgentHostClient>();
        cancellationToken.ThrowIfCancellationRequested();

        // Not given up on the way: who does not know the run cannot cancel it.
        using var events = await host.StartAsync(job.Job.Kind, job.Job.Payload, KeyOf(job.Job), CancellationToken.None);
        var run = events.Headers.Location?.OriginalString ?? throw new JobFailedException(new JobFailure("no_run", "The AgentHost's answer names no run."));
        try
        {
            await FollowAsync(events, job, cancellationToken);
            return ResultOf(await host.ReadAsync(run, cancellationToken));
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested && await job.HasEndedAsync(CancellationToken.None))
            {
                await CancelAsync(host, run, job.Job.Lease.Id);
            }
        }
    }

    // A replay is a wish for another run.
    private static string KeyOf(ClaimedJob job) => $"job-{job.Lease.Id:N}-{job.Replays}";

    private static async Task FollowAsync(HttpResponseMessage events, JobContext job, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await events.Content.ReadAsStreamAsync(cancellationToken);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            {
                if (RunEventTypes.Last.Contains(item.EventType))
                {
                    return;
                }

                Note(item, job);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // The AgentHost is gone, or the way to it: the next attempt finds the run, and what became of it.
        }

        throw RequestFailures.BrokeOff();
    }

    private static void Note(SseItem<string> item, JobContext job)
    {
        if (item.EventType is RunEventTypes.Token or RunEventTypes.Thought or RunEventTypes.Message)
        {
            job.AddContent(item.Data);
            return;
        }

        if (item.EventType == RunEventTypes.ToolProgress)
        {
            // A job's steps are kept; this one is for those who watch the run.
            return;
        }

        var step = JsonSerializer.Deserialize(item.Data, AgentsJsonContext.Default.RunEvent)!;
        job.ReportStep(step.Name is { } tool ? $"{step.Type} {tool}" : step.Type, item.Data);
    }

    private static JobResult ResultOf(byte[] body)
    {
        var run = JsonSerializer.Deserialize(body, AgentsJsonContext.Default.RunSummary)!;
        return run.Status switch
        {
            RunStatuses.Completed => new JobResult(Json, body),
            RunStatuses.Cancelled => throw Failed(run, "It was cancelled at the AgentHost."),
            RunStatuses.Interrupted => throw Failed(run, $"{run.Error} It is not begun again by itself, since its tools may have done something already."),
            _ => throw Failed(run, run.Error ?? "The AgentHost does not say why."),
        };
    }

    // Under the same key another attempt would be told the same.
    private static JobFailedException Failed(RunSummary run, string reason) => new(new JobFailure($"run_{run.Status}", $"Run {run.Id}: {reason}"));

    private async Task CancelAsync(AgentHostClient host, string run, Guid jobId)
    {
        try
        {
            await host.CancelAsync(run, CancellationToken.None);
        }
        catch (JobFailedException exception)
        {
            // What the job ended with stands; the run ends by the AgentHost's own limit of time.
            LogNotCancelled(run, jobId, exception.Failure.Message);
        }
    }

    [LoggerMessage(EventId = EventIds.RunNotCancelled, Level = LogLevel.Warning, Message = "{Run} of job {JobId}, which has ended, could not be cancelled: {Reason}")]
    private partial void LogNotCancelled(string run, Guid jobId, string reason);
}
