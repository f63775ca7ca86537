using System.CommandLine;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs follow</c>: what a run does, as it does it.</summary>
internal static class FollowCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var command = new Command(
            "follow",
            $"Prints what a run does until it ends, from its first step; its words go to the output, all else to the side. Ctrl-C ends the following, not the run. Exit code 0: completed; 1: failed; {ExitCodes.Cancelled}: cancelled.") { id };
        command.SetAction((parsed, _) => AgentHostConnection.RunAsync(system, host => RunPrinter.FollowAsync(host.Runs, parsed.GetValue(id)!)));
        return command;
    }
}
