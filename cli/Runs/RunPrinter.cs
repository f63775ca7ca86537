using Switchyard.AgentClient;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary>Prints what a run does as it does it: its words to the output, all else to the side, so that an answer can be piped on.</summary>
internal sealed class RunPrinter
{
    private string? _interruption;
    private string _said = string.Empty;

    /// <summary>Follows a run to its end, or until Ctrl-C.</summary>
    public static async Task<int> FollowAsync(RunsClient runs, string id)
    {
        using var interrupts = new Interrupts();
        var token = interrupts.BeginAnswer();
        var printer = new RunPrinter();
        try
        {
            await foreach (var item in runs.FollowAsync(id, 0, printer.Interrupt, token))
            {
                await printer.PrintAsync(item, token);
                if (RunEventTypes.Last.Contains(item.Type))
                {
                    return await printer.EndAsync(item);
                }
            }

            return await printer.EndAsync((await runs.GetAsync(id, token)).Status, null, id);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            await printer.SayAsync($"No longer followed; the run goes on. ./switchyard runs follow {id} follows it again, and ./switchyard runs cancel {id} ends it.");
            return ExitCodes.Interrupted;
        }
    }

    private async Task PrintAsync(RunEvent item, CancellationToken cancellationToken)
    {
        switch (item.Type)
        {
            case RunEventTypes.Token:
                await WriteAsync(item.Text, cancellationToken);
                break;
            case RunEventTypes.Message when item.Text is { } whole && whole != _said:
                // The pieces were not kept, or are not all of it.
                await EndLineAsync();
                await WriteAsync(whole, cancellationToken);
                break;
            case RunEventTypes.Thought when _said.Length > 0:
                await EndLineAsync();
                break;
            default:
                if (RunRemarks.Of(item) is { } remark)
                {
                    await SayAsync(remark);
                }

                break;
        }
    }

    private Task<int> EndAsync(RunEvent last) => EndAsync(
        last.Type switch { RunEventTypes.Completed => RunStatuses.Completed, RunEventTypes.Cancelled => RunStatuses.Cancelled, _ => RunStatuses.Failed }, last.Error, last.RunId);

    private async Task<int> EndAsync(string status, string? error, string id)
    {
        switch (status)
        {
            case RunStatuses.Completed:
                await EndLineAsync();
                return ExitCodes.Success;
            case RunStatuses.Cancelled:
                await SayAsync("The run was cancelled.");
                return ExitCodes.Cancelled;
            default:
                await SayAsync($"The run failed: {error} ./switchyard runs fork {id} goes on from before that.");
                return ExitCodes.Failure;
        }
    }

    private async Task WriteAsync(string? text, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync(text.AsMemory(), cancellationToken);
        await Console.Out.FlushAsync(cancellationToken);
        _said += text;
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
        if (_said.Length > 0 && !_said.EndsWith('\n'))
        {
            await Console.Out.WriteLineAsync();
        }

        _said = string.Empty;
    }
}
