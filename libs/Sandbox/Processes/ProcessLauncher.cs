using System.Collections.Concurrent;
using System.Diagnostics;

namespace Switchyard.Sandbox.Processes;

/// <summary>
/// Starts processes on one thread that lives as long as this process. "Die with the parent" means, to the kernel, the thread that started the process:
/// started by a thread of the pool, a sandbox would be ended whenever the pool retires that thread.
/// </summary>
internal static class ProcessLauncher
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> s_requests = [];

    static ProcessLauncher()
    {
        new Thread(Serve) { IsBackground = true, Name = "Sandbox launcher" }.Start();
    }

    public static Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        s_requests.Add((info, started));
        return started.Task;
    }

    private static void Serve()
    {
        foreach (var (info, started) in s_requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
#pragma warning disable CA1031 // Whatever it is belongs to who asked; the thread must outlive it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                started.SetException(exception);
            }
        }
    }
}
