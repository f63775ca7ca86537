using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs cancel</c>: ends a run.</summary>
internal static class CancelCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var command = new Command("cancel", "Ends a run; what it has done stays done.") { id };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            await host.Runs.CancelAsync(parsed.GetValue(id)!, cancellationToken);
            Console.WriteLine("The run is asked to end.");
            return ExitCodes.Success;
        }));
        return command;
    }
}
