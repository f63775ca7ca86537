using System.CommandLine;
using Switchyard.Cli.Agents.CrashMatrix;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents</c>: agents and their runs.</summary>
internal static class AgentsCommand
{
    public static Command Create() => new("agents", "Agents and their runs.")
    {
        CrashMatrixCommand.Create(),
        CrashHostCommand.Create(),
    };
}
