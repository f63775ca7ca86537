using Switchyard.AgentClient;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary>Prints what a run does as it does it.</summary>
internal sealed class RunPrinter(FollowOutput output)
{
    /// <summary>Follows a run to its end, or until Ctrl-C.</summary>
    public static Task<int> FollowAsync(RunsClient runs, string id) => FollowOutput.FollowAsync("run", id, (output, token) => new RunPrinter(output).PrintAllAsync(runs, id, token));

    private async Task<int> PrintAllAsync(RunsClient runs, string id, CancellationToken cancellationToken)
    {
        await foreach (var item in runs.FollowAsync(id, 0, output.Interrupt, cancellationToken))
        {
            await PrintAsync(item, cancellationToken);
            if (RunEventTypes.Last.Contains(item.Type))
            {
                return await EndAsync(item);
            }
        }

        return await EndAsync((await runs.GetAsync(id, cancellationToken)).Status, null, id);
    }

    private async Task PrintAsync(RunEvent item, CancellationToken cancellationToken)
    {
        switch (item.Type)
        {
            case RunEventTypes.Token:
                await output.WriteAsync(item.Text, cancellationToken);
                break;
            case RunEventTypes.Message when item.Text is { } whole && !output.HasJustSaid(whole):
                // The pieces were not kept, or are not all of it.
                await output.EndLineAsync();
                await output.WriteAsync(whole, cancellationToken);
                break;
            case RunEventTypes.Thought when output.HasSaid:
                await output.EndLineAsync();
                break;
            default:
                if (RunRemarks.Of(item) is { } remark)
                {
                    await output.SayAsync(remark);
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
                await output.EndLineAsync();
                return ExitCodes.Success;
            case RunStatuses.Cancelled:
                await output.SayAsync("The run was cancelled.");
                return ExitCodes.Cancelled;
            default:
                await output.SayAsync($"The run failed: {error} ./switchyard runs fork {id} goes on from before that.");
                return ExitCodes.Failure;
        }
    }
}
