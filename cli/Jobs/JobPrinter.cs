using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Jobs;

/// <summary>Prints what a job says as it says it.</summary>
internal sealed class JobPrinter(FollowOutput output)
{
    private readonly JobTranscript _transcript = new();

    /// <summary>Follows a job to its end, or until Ctrl-C.</summary>
    public static Task<int> FollowAsync(JobsClient jobs, string id) => FollowOutput.FollowAsync("job", id, (output, token) => new JobPrinter(output).PrintAllAsync(jobs, id, token));

    private async Task<int> PrintAllAsync(JobsClient jobs, string id, CancellationToken cancellationToken)
    {
        await foreach (var news in jobs.FollowAsync(id, 0, output.Interrupt, cancellationToken))
        {
            await PrintAsync(news, cancellationToken);
        }

        return await EndAsync(jobs, id, cancellationToken);
    }

    private async Task PrintAsync(JobNews news, CancellationToken cancellationToken)
    {
        _transcript.Add(news);
        if (news.Text is { Length: > 0 } text)
        {
            await output.WriteAsync(text, cancellationToken);
        }

        var stage = _transcript.Stages is [.., var last] ? last : null;
        switch (news.Type)
        {
            case JobEventTypes.Progress when _transcript.Done is { } done:
                await output.SayAsync($"({done:P0} {_transcript.Note})");
                break;
            case JobEventTypes.Running when news.Event.Attempt > 1:
                await output.SayAsync($"(attempt {news.Event.Attempt} begins anew)");
                break;
            case JobEventTypes.Retrying:
                await output.SayAsync($"(attempt {news.Event.Attempt} failed: {stage?.Error?.Code}: {stage?.Error?.Message} It will be tried again.)");
                break;
            case JobEventTypes.Returned:
                await output.SayAsync($"(attempt {news.Event.Attempt} was given back unfinished.)");
                break;
        }
    }

    private async Task<int> EndAsync(JobsClient jobs, string id, CancellationToken cancellationToken)
    {
        var error = _transcript.Stages is [.., { Error: { } known }] ? known : null;
        switch (_transcript.Ending)
        {
            case JobStatuses.Completed when _transcript.Text.Length > 0:
                await output.EndLineAsync();
                return ExitCodes.Success;
            case JobStatuses.Completed:
                // What does not come in words is printed as it is: vectors, or an answer with several choices.
                Console.WriteLine(await jobs.GetResultAsync(id, cancellationToken));
                return ExitCodes.Success;
            case JobStatuses.Cancelled:
                await output.SayAsync("The job was cancelled.");
                return ExitCodes.Cancelled;
            case JobStatuses.Timeout:
                await output.SayAsync($"The job took too long ({error?.Code}): {error?.Message}");
                return ExitCodes.TimedOut;
            default:
                await output.SayAsync($"The job failed ({error?.Code}): {error?.Message} ./switchyard jobs replay {id} has it done again.");
                return ExitCodes.Failure;
        }
    }
}
