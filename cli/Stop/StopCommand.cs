using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;

namespace Switchyard.Cli.Stop;

/// <summary><c>switchyard stop</c>: asks AppHost to stop everything, and waits until it has.</summary>
internal static class StopCommand
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    public static Command Create(LocalSystem system)
    {
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait.", DefaultValueFactory = _ => 60 };
        var command = new Command("stop", "Stops the system in reverse order of its start and waits for the end.") { timeout };
        command.SetAction((parsed, cancellationToken) => RunAsync(system, TimeSpan.FromSeconds(parsed.GetValue(timeout)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LocalSystem system, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (system.ReadLast() is not { } state)
        {
            return system.SayNotRunning();
        }

        // AppHost first; what it left behind if it died is named by the same record.
        return ProcessTable.IsAlive(state.Process)
            ? await StopAsync("Switchyard", state.Process, Signals.Terminate, timeout, cancellationToken)
            : await StopLeftoversAsync(system, state, timeout, cancellationToken);
    }

    private static async Task<int> StopLeftoversAsync(LocalSystem system, AppHostState state, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var left = state.Resources.Where(resource => resource.Process is { } process && ProcessTable.IsAlive(process)).ToArray();
        if (left.Length == 0)
        {
            return system.SayNotRunning();
        }

        Console.WriteLine($"AppHost (process {state.Process.Pid}) is gone; {string.Join(", ", left.Select(resource => resource.Name))} did not stop with it.");

        // PostgreSQL waits for its clients on SIGTERM; SIGINT is its fast and still orderly stop.
        var results = left.Select(resource => StopAsync(resource.Name, resource.Process!, resource.Kind == "postgres" ? Signals.Interrupt : Signals.Terminate, timeout, cancellationToken));
        return (await Task.WhenAll(results)).Max();
    }

    private static async Task<int> StopAsync(string name, ProcessRecord process, int signal, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        Console.WriteLine($"Stopping {name} (process {process.Pid}).");
        if (!Signals.Send(process.Pid, signal) && ProcessTable.IsAlive(process))
        {
            Console.Error.WriteLine($"Process {process.Pid} belongs to another user. Stop it as that user, or as root.");
            return ExitCodes.Failure;
        }

        using var timer = new PeriodicTimer(s_poll);
        while (ProcessTable.IsAlive(process))
        {
            if (TimeProvider.System.GetElapsedTime(started) > timeout)
            {
                Console.Error.WriteLine($"{name} still runs after {timeout.TotalSeconds:0} s. ./switchyard logs says what it waits for.");
                return ExitCodes.Failure;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        Console.WriteLine($"{name} stopped after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s.");
        return ExitCodes.Success;
    }
}
