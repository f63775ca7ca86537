using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Jobs;

/// <summary>Prints what a job says as it says it: its words to the output, all else to the side, so that an answer can be piped on.</summary>
internal sealed class JobPrinter
{
    private readonly JobTranscript _transcript = new();
    private string? _interruption;
    private bool _isInLine;

    /// <summary>Follows a job to its end, or until Ctrl-C.</summary>
    public static async Task<int> FollowAsync(JobsClient jobs, string id)
    {
        using var interrupts = new Interrupts();
        var token = interrupts.BeginAnswer();
        var printer = new JobPrinter();
        try
        {
            await foreach (var news in jobs.FollowAsync(id, 0, printer.Interrupt, token))
            {
                await printer.PrintAsync(news, token);
            }

            return await printer.EndAsync(jobs, id, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await printer.SayAsync($"No longer followed; the job goes on. ./switchyard jobs follow {id} follows it again, and ./switchyard jobs cancel {id} ends it.");
            return ExitCodes.Interrupted;
        }
    }

    private async Task PrintAsync(JobNews news, CancellationToken cancellationToken)
    {
        _transcript.Add(news);
        if (news.Text is { Length: > 0 } text)
        {
            await Console.Out.WriteAsync(text.AsMemory(), cancellationToken);
            await Console.Out.FlushAsync(cancellationToken);
            _isInLine = !text.EndsWith('\n');
        }

        var stage = _transcript.Stages is [.., var last] ? last : null;
        switch (news.Type)
        {
            case JobEventTypes.Progress when _transcript.Done is { } done:
                await SayAsync($"({done:P0} {_transcript.Note})");
                break;
            case JobEventTypes.Running when news.Event.Attempt > 1:
                await SayAsync($"(attempt {news.Event.Attempt} begins anew)");
                break;
            case JobEventTypes.Retrying:
                await SayAsync($"(attempt {news.Event.Attempt} failed: {stage?.Error?.Code}: {stage?.Error?.Message} It will be tried again.)");
                break;
            case JobEventTypes.Returned:
                await SayAsync($"(attempt {news.Event.Attempt} was given back unfinished.)");
                break;
        }
    }

    private async Task<int> EndAsync(JobsClient jobs, string id, CancellationToken cancellationToken)
    {
        var error = _transcript.Stages is [.., { Error: { } known }] ? known : null;
        switch (_transcript.Ending)
        {
            case JobStatuses.Completed when _transcript.Text.Length > 0:
                await EndLineAsync();
                return ExitCodes.Success;
            case JobStatuses.Completed:
                // What does not come in words is printed as it is: vectors, or an answer with several choices.
                Console.WriteLine(await jobs.GetResultAsync(id, cancellationToken));
                return ExitCodes.Success;
            case JobStatuses.Cancelled:
                await SayAsync("The job was cancelled.");
                return ExitCodes.Cancelled;
            case JobStatuses.Timeout:
                await SayAsync($"The job took too long ({error?.Code}): {error?.Message}");
                return ExitCodes.TimedOut;
            default:
                await SayAsync($"The job failed ({error?.Code}): {error?.Message} ./switchyard jobs replay {id} has it done again.");
                return ExitCodes.Failure;
        }
    }

    private void Interrupt(string? problem)
    {
        if (problem is not null && problem != _interruption)
        {
            Console.Error.WriteLine($"({problem} Trying again.)");
        }

        _interruption = problem;
    }

    private async Task SayAsync(string remark)
    {
        await EndLineAsync();
        await Console.Error.WriteLineAsync(remark);
    }

    private async Task EndLineAsync()
    {
        if (_isInLine)
        {
            await Console.Out.WriteLineAsync();
            _isInLine = false;
        }
    }
}
