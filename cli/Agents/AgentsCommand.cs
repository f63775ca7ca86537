using System.CommandLine;
using Switchyard.Cli.Agents.CrashMatrix;
using Switchyard.Cli.Systems;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents</c>: the agents of the AgentHost and their definitions.</summary>
internal static class AgentsCommand
{
    public static Command Create(LocalSystem system) => new("agents", "Shows and changes the agents.")
    {
        ListCommand.Create(system),
        ShowCommand.Create(system),
        ApplyCommand.Create(system),
        VersionsCommand.Create(system),
        TemplatesCommand.Create(system),
        CrashMatrixCommand.Create(),
        CrashHostCommand.Create(),
    };

    public static Argument<string> Id() => new("agent") { Description = "The agent, as ./switchyard agents list names it." };
}
