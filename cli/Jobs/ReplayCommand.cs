using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;

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
            ? ReplayAsync(connection, one, cancellationToken)
            : ReplayAllAsync(connection, parsed.GetValue(queue), parsed.GetValue(yes), cancellationToken)));
        return command;
    }

    private static Task<int> ReplayAsync(RouterConnection connection, string id, CancellationToken cancellationToken) => connection.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, JobPaths.Of("replay", id)),
        QueueJsonContext.Default.JobInfo,
        static job =>
        {
            Console.WriteLine($"Job {job.Id} waits to be done again.");
            return Task.FromResult(ExitCodes.Success);
        },
        cancellationToken);

    // All are found before the first is replayed: what fails again meanwhile would be found for ever.
    private static async Task<int> ReplayAllAsync(RouterConnection connection, string? queue, bool isSure, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        var found = await FindAsync(connection, queue, ids, before: null, cancellationToken);
        if (found != ExitCodes.Success)
        {
            return found;
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
            refused += await ReplayAsync(connection, id, cancellationToken) == ExitCodes.Success ? 0 : 1;
        }

        return refused == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static Task<int> FindAsync(RouterConnection connection, string? queue, List<string> ids, string? before, CancellationToken cancellationToken) => connection.GetAsync(
        JobPaths.List(JobStatuses.Dead, queue, Page, before),
        QueueJsonContext.Default.JobList,
        page =>
        {
            ids.AddRange(page.Data.Select(static job => job.Id));
            return page.HasMore ? FindAsync(connection, queue, ids, ids[^1], cancellationToken) : Task.FromResult(ExitCodes.Success);
        },
        cancellationToken);

    private static async Task<bool> AskAsync(int count, CancellationToken cancellationToken)
    {
        await Console.Out.WriteAsync($"Have {count} {(count == 1 ? "job" : "jobs")} done again? [y/N] ".AsMemory(), cancellationToken);
        return await Console.In.ReadLineAsync(cancellationToken) is "y" or "Y" or "yes";
    }
}
