using System.CommandLine;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs</c>: the job queue: what waits and runs, and the newest jobs.</summary>
internal static class JobsCommand
{
    public static Command Create(LocalSystem system)
    {
        var status = new Option<string[]>("--status") { Description = $"Only jobs that are {string.Join(", ", JobStatuses.All)}; several with commas or spaces.", AllowMultipleArgumentsPerToken = true };
        var dead = new Option<bool>("--dead") { Description = "Only dead letters: jobs that failed or took too long." };
        var queue = new Option<string?>("--queue") { Description = "Only jobs of this queue." };
        var limit = new Option<int>("--limit", "-n") { Description = "How many jobs at most.", DefaultValueFactory = _ => 20 };
        var json = new Option<bool>("--json") { Description = "Print what the Router says, as JSON." };
        var command = new Command("jobs", "Shows the job queue: what waits and runs, and the newest jobs.")
        {
            status, dead, queue, limit, json,
            ShowCommand.Create(system),
            FollowCommand.Create(system),
            CancelCommand.Create(system),
            ReplayCommand.Create(system),
            SubmitCommand.Create(system),
            WorkersCommand.Create(system),
        };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection =>
        {
            var query = new JobQuery { Statuses = parsed.GetValue(dead) ? JobStatuses.Dead : parsed.GetValue(status) ?? [], Queue = parsed.GetValue(queue), Limit = parsed.GetValue(limit) };
            return ListAsync(connection.Client.Jobs, query, parsed.GetValue(json), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> ListAsync(JobsClient client, JobQuery query, bool json, CancellationToken cancellationToken)
    {
        var depths = await client.GetDepthsAsync(cancellationToken);
        var jobs = await client.GetPageAsync(query, cancellationToken);
        Console.WriteLine(json ? WriteJson(depths, jobs) : JobTables.Format(depths, jobs, TimeProvider.System.GetUtcNow()));
        return ExitCodes.Success;
    }

    private static string WriteJson(QueueDepthList depths, JobList jobs) =>
        $$"""{"depths":{{JsonSerializer.Serialize(depths, QueueJsonContext.Default.QueueDepthList)}},"jobs":{{JsonSerializer.Serialize(jobs, QueueJsonContext.Default.JobList)}}}""";
}
