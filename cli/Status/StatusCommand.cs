using System.CommandLine;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.State;

namespace Switchyard.Cli.Status;

/// <summary><c>switchyard status</c>: what runs, and whether it is well.</summary>
internal static class StatusCommand
{
    public static Command Create(LocalSystem system)
    {
        var json = new Option<bool>("--json") { Description = "Print the record as JSON." };
        var command = new Command("status", "Shows the resources. Exit code 0: all healthy; 1: not all; 3: not running.") { json };
        command.SetAction(parsed => Run(system, parsed.GetValue(json)));
        return command;
    }

    private static int Run(LocalSystem system, bool json)
    {
        if (system.ReadRunning() is not { } state)
        {
            if (json)
            {
                Console.WriteLine("""{"phase":"stopped"}""");
            }

            return system.SayNotRunning();
        }

        Console.WriteLine(json ? JsonSerializer.Serialize(state, AppHostStateJsonContext.Default.AppHostState) : StatusTable.Format(state));
        return IsWell(state) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static bool IsWell(AppHostState state) =>
        state.Phase == AppHostPhases.Ready && state.Resources.All(resource => resource.State == ResourceStatuses.Running && resource.Health is null or "Healthy" or "Degraded");
}
