using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Batches;

/// <summary><c>switchyard batches result</c>: what a batch led to.</summary>
internal static class ResultCommand
{
    public static Argument<string> Id() => new("id") { Description = "The batch, as ./switchyard batches names it." };

    public static Command Create(LocalSystem system)
    {
        var id = Id();
        var wait = new Option<bool>("--wait", "-w") { Description = "Wait until it has ended; Ctrl-C ends the waiting, not the batch." };
        var command = new Command("result", "Prints the answers of a batch, one a line; what was not answered goes to standard error. Exit code 1 unless all were answered.") { id, wait };
        command.SetAction((parsed, cancellationToken) => RouterConnection.RunAsync(system, connection =>
            BatchPrinter.PrintAsync(connection.Client, parsed.GetValue(id)!, parsed.GetValue(wait), cancellationToken)));
        return command;
    }
}
