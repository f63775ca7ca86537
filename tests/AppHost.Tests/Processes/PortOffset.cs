using Switchyard.Hosting.Model;

namespace Switchyard.AppHost.Tests.Processes;

/// <summary>Finds an offset at which all default ports are free, below the range the system takes outgoing ports from.</summary>
internal static class PortOffset
{
    private static readonly int[] s_ports = [7070, 7170, 7270, 7370, 7432, 7479];

    public static int Find()
    {
        while (true)
        {
            var offset = Random.Shared.Next(3_000, 24_000);
            if (Array.TrueForAll(s_ports, port => FreePorts.IsFree(port + offset)))
            {
                return offset;
            }
        }
    }
}
