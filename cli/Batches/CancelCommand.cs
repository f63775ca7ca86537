using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Batches;

/// <summary><c>switchyard batches cancel</c>: ends a batch early.</summary>
internal static class CancelCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = ResultCommand.Id();
        var command = new Command("cancel", "Ends a batch early; what has been answered stays so.") { id };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, async connection =>
        {
            var batch = await connection.Client.Batches.CancelAsync(parsed.GetValue(id)!, cancellationToken);
            Console.WriteLine($"Batch {batch.Id} is {batch.Status}.");
            return ExitCodes.Success;
        }));
        return command;
    }
}
