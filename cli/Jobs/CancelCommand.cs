using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs cancel</c>: ends a job that has not ended.</summary>
internal static class CancelCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = JobArguments.Id();
        var command = new Command("cancel", "Cancels a job that has not ended; its model stops too.") { id };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, async connection =>
        {
            var job = await connection.Client.Jobs.CancelAsync(parsed.GetValue(id)!, cancellationToken);
            Console.WriteLine($"Job {job.Id} is cancelled.");
            return ExitCodes.Success;
        }));
        return command;
    }
}
