using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents versions</c>: the versions of an agent's definition.</summary>
internal static class VersionsCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = AgentsCommand.Id();
        var json = JsonOption.Create();
        var command = new Command("versions", "Shows the versions of an agent, newest first.") { id, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Agents.ListVersionsAsync(parsed.GetValue(id)!, cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.AgentVersionList, Format)));
        return command;
    }

    private static string Format(AgentVersionList versions) => TextTable.Format(
        [["VERSION", "FROM", "SINCE"], .. versions.Data.Select(static version => new[] { Moments.Number(version.Version), version.Source, Moments.At(version.CreatedAt) })]);
}
