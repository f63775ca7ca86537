using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Jobs;

/// <summary><c>switchyard jobs follow</c>: what a job says, as it says it.</summary>
internal static class FollowCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = JobArguments.Id();
        var command = new Command(
            "follow",
            $"Prints what a job says until it ends, from its first word. Ctrl-C ends the following, not the job. Exit code 0: completed; 1: failed; {ExitCodes.TimedOut}: took too long; {ExitCodes.Cancelled}: cancelled.") { id };
        command.SetAction((parsed, _) => RouterConnection.RunAsync(system, connection => JobPrinter.FollowAsync(connection.Client.Jobs, parsed.GetValue(id)!)));
        return command;
    }
}
