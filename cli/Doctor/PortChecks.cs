using System.Globalization;
using System.Net;
using Switchyard.Cli.Systems;
using Switchyard.Hosting.Model;

namespace Switchyard.Cli.Doctor;

/// <summary>The ports a start binds; a running system holds them itself.</summary>
internal static class PortChecks
{
    private const string OffsetVariable = "SWITCHYARD_PORT_OFFSET";
    private const int LowestPort = 7070;
    private const int HighestPort = 7479;

    private static readonly (string Name, int Port)[] s_ports = [("web", 7070), ("router", 7170), ("agenthost", 7270), ("inference-0", 7370), ("postgres", 7432), ("cache", 7479)];

    public static CheckResult[] Run(LocalSystem system)
    {
        if (system.ReadRunning() is { } running)
        {
            return [CheckResult.Good($"Switchyard runs (process {running.Process.Pid}) and holds its ports")];
        }

        var text = Environment.GetEnvironmentVariable(OffsetVariable);
        if (!int.TryParse(string.IsNullOrEmpty(text) ? "0" : text, CultureInfo.InvariantCulture, out var offset) || offset < -LowestPort || offset > IPEndPoint.MaxPort - HighestPort)
        {
            return [CheckResult.Bad($"{OffsetVariable} is '{text}'", $"It must be a whole number from {-LowestPort} to {IPEndPoint.MaxPort - HighestPort}; it is added to all ports.")];
        }

        return [.. s_ports.Select(entry => Check(entry.Name, entry.Port + offset))];
    }

    private static CheckResult Check(string name, int port) => FreePorts.IsFree(port)
        ? CheckResult.Good($"Port {port} for {name} is free")
        : CheckResult.Bad($"Port {port} for {name} is in use{(PortOwner.Find(port) is { } owner ? $" by {owner}" : string.Empty)}", "Stop that program, or set SWITCHYARD_PORT_OFFSET to a number that is added to all ports.");
}
