using System.Globalization;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Faults.Processes;

/// <summary>Sends signals, and sees whether processes live.</summary>
internal static class Signals
{
    /// <summary>Sends a signal by its name, such as <c>STOP</c>.</summary>
    public static Task SendAsync(int process, string signal) => ServerProcess.RunAsync(null, ["sh", "-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process}")], CancellationToken.None);

    /// <summary>Gets whether a process lives: one that is dead and that nobody has asked about yet does not.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            // pid (name) state …
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
