using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents show</c>: an agent's definition, as it can be applied again.</summary>
internal static class ShowCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = AgentsCommand.Id();
        var version = new Option<int?>("--version") { Description = "The version; the newest when left out." };
        var graph = new Option<bool>("--graph") { Description = "Print the graph as a Mermaid flowchart instead." };
        var json = JsonOption.Create();
        var command = new Command("show", "Prints an agent's definition in YAML: ./switchyard agents show assistant > assistant.yaml") { id, version, graph, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            var agent = await host.Agents.GetAsync(parsed.GetValue(id)!, parsed.GetValue(version), cancellationToken);
            return AgentHostConnection.Print(agent, parsed.GetValue(json), AgentsJsonContext.Default.AgentDetail, shown => parsed.GetValue(graph) ? shown.Graph?.TrimEnd() ?? "It has no graph." : shown.Yaml.TrimEnd());
        }));
        return command;
    }
}
