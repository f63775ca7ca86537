using System.CommandLine;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs workers</c>: who does the jobs.</summary>
internal static class WorkersCommand
{
    public static Command Create(LocalSystem system)
    {
        var json = new Option<bool>("--json") { Description = "Print what the Router says, as JSON." };
        var command = new Command("workers", "Shows the workers that live. Exit code 1 when there is none.") { json };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, async connection =>
            await PrintAsync(await connection.Client.Jobs.GetWorkersAsync(cancellationToken), parsed.GetValue(json))));
        return command;
    }

    private static async Task<int> PrintAsync(QueueWorkerList workers, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(workers, QueueJsonContext.Default.QueueWorkerList));
        }
        else if (workers.Data.Count > 0)
        {
            Console.WriteLine(JobTables.Format(workers, TimeProvider.System.GetUtcNow()));
        }
        else
        {
            await Console.Error.WriteLineAsync("No worker is running: jobs wait. Switchyard__WorkerReplicas=1 ./run.sh starts one.");
        }

        return workers.Data.Count > 0 ? ExitCodes.Success : ExitCodes.Failure;
    }
}
