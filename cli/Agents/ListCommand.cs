using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents list</c>: the agents there are.</summary>
internal static class ListCommand
{
    private const int DescriptionLength = 60;

    public static Command Create(LocalSystem system)
    {
        var json = JsonOption.Create();
        var command = new Command("list", "Shows the agents, each in its newest version.") { json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Agents.ListAsync(cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.AgentList, Format)));
        return command;
    }

    private static string Format(AgentList agents) => agents.Data.Count == 0
        ? "There is no agent. Write one: ./switchyard agents apply agent.yaml"
        : TextTable.Format([["AGENT", "KIND", "MODEL", "TOOLS", "VERSION", "WHAT FOR"], .. agents.Data.Select(static agent => new[]
        {
            agent.Id,
            agent.Kind ?? Moments.Nothing,
            agent.Model,
            Moments.Number(agent.Tools.Count),
            Moments.Number(agent.Version),
            Moments.Line(agent.Description, DescriptionLength),
        })]);
}
