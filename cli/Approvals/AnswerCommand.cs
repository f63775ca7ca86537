using System.CommandLine;
using Spectre.Console;
using Switchyard.AgentClient;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Approvals;

/// <summary><c>switchyard approvals answer</c>: goes through what waits, one after the other.</summary>
internal static class AnswerCommand
{
    public static Command Create(LocalSystem system)
    {
        var user = ApprovalsCommand.User();
        var command = new Command("answer", "Goes through what waits and asks for each answer; needs a terminal.") { user };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, host => AskAsync(host.Runs, parsed.GetValue(user), cancellationToken)));
        return command;
    }

    private static async Task<int> AskAsync(RunsClient runs, string? user, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            await Console.Error.WriteLineAsync("There is no terminal to ask on. ./switchyard approvals shows what waits, and ./switchyard runs answer answers one.");
            return ExitCodes.Failure;
        }

        return await new ApprovalDialog(AnsiConsole.Console, runs).RunAsync(user, cancellationToken);
    }
}
