using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs replay</c>: has dead letters done again, one or all.</summary>
internal static class ReplayCommand
{
    private const int Page = 500;

    public static Command Create(LocalSystem system)
    {
        var id = new Argument<string?>("id") { Description = "The job, one that failed or took too long.", Arity = ArgumentArity.ZeroOrOne };
        var dead = new Option<bool>("--dead") { Description = "All dead letters." };
        var queue = new Option<string?>("--queue") { Description = "With --dead: only those of this queue." };
        var yes = new Option<bool>("--yes", "-y") { Description = "With --dead: do not ask." };
        var command = new Command("replay", "Has a job that failed or took too long done again, or all of them.") { id, dead, queue, yes };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(id) is null) != result.GetValue(dead))
            {
                result.AddError("Name one job, or say --dead for all that failed or took too long.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection => parsed.GetValue(id) is { } one
            ? ReplayAsync(connection.Client.Jobs, one, cancellationToken)
            : ReplayAllAsync(connection.Client.Jobs, parsed.GetValue(queue), parsed.GetValue(yes), cancellationToken)));
        return command;
    }

    private static async Task<int> ReplayAsync(JobsClient jobs, string id, CancellationToken cancellationToken)
    {
        var job = await jobs.ReplayAsync(id, cancellationToken);
        Console.WriteLine($"Job {job.Id} waits to be done again.");
        return ExitCodes.Success;
    }

    // All are found before the first is replayed: what fails again meanwhile would be found for ever.
    private static async Task<int> ReplayAllAsync(JobsClient jobs, string? queue, bool isSure, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        await foreach (var job in jobs.ListAsync(new JobQuery { Statuses = JobStatuses.Dead, Queue = queue, Limit = Page }, cancellationToken))
        {
            ids.Add(job.Id);
        }

        if (ids.Count == 0)
        {
            Console.WriteLine("There is no dead letter.");
            return ExitCodes.Success;
        }

        if (!isSure && !await AskAsync(ids.Count, cancellationToken))
        {
            Console.WriteLine("Nothing was replayed.");
            return ExitCodes.Failure;
        }

        var refused = 0;
        foreach (var id in ids)
        {
            refused += await TryReplayAsync(jobs, id, cancellationToken) ? 0 : 1;
        }

        return refused == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    // One that cannot be replayed keeps none of the others from it.
    private static async Task<bool> TryReplayAsync(JobsClient jobs, string id, CancellationToken cancellationToken)
    {
        try
        {
            await ReplayAsync(jobs, id, cancellationToken);
            return true;
        }
        catch (RouterRefusedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return false;
        }
    }

    private static async Task<bool> AskAsync(int count, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync($"Have {count} {(count == 1 ? "job" : "jobs")} done again? [y/N] ".AsMemory(), cancellationToken);
        return await Console.In.ReadLineAsync(cancellationToken) is "y" or "Y" or "yes";
    }
}
