using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Queue;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs cancel</c>: ends a job that has not ended.</summary>
internal static class CancelCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = JobArguments.Id();
        var command = new Command("cancel", "Cancels a job that has not ended; its model stops too.") { id };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection => connection.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, JobPaths.Of("cancel", parsed.GetValue(id)!)),
            QueueJsonContext.Default.JobInfo,
            static job =>
            {
                Console.WriteLine($"Job {job.Id} is cancelled.");
                return Task.FromResult(ExitCodes.Success);
            },
            cancellationToken)));
        return command;
    }
}
