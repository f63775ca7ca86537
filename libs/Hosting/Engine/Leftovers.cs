using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.State;

namespace Switchyard.Hosting.Engine;

/// <summary>Ends what an AppHost that died left running: only processes the state file of this data folder recorded.</summary>
internal static class Leftovers
{
    /// <summary>How long children that have seen the closed pipe are given to stop by themselves.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    // To PostgreSQL, a termination means to wait until the last client is gone; the interrupt is its fast shutdown.
    private const string PostgresKind = "postgres";

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    public static async Task EndAsync(HomeFolder home, EngineConsole console, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        var state = AppHostStateFile.Read(home.StateFile);
        if (state is null || state.Home != home.Path)
        {
            return;
        }

        // The reverse of the start: services end before the stores they write to.
        foreach (var resource in state.Resources.Reverse())
        {
            if (resource.Process is { } process && ProcessTable.IsAlive(process))
            {
                console.Write(resource.Name, $"process {process.Pid} of an earlier run is still there; waiting for it to end");
                await EndAsync(process, resource.Kind == PostgresKind ? Signals.Interrupt : Signals.Terminate, time, patience, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task EndAsync(ProcessRecord process, int stopSignal, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (await HasEndedAsync(process, time, patience, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        foreach (var signal in (int[])[stopSignal, Signals.Kill])
        {
            Signals.Send(process.Pid, signal);
            if (await HasEndedAsync(process, time, patience, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private static async Task<bool> HasEndedAsync(ProcessRecord process, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (ProcessTable.IsAlive(process))
        {
            if (time.GetElapsedTime(start) > patience)
            {
                return false;
            }

            await Task.Delay(s_poll, time, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
