using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents templates</c>: the definitions that others may begin with.</summary>
internal static class TemplatesCommand
{
    private const int DescriptionLength = 90;

    public static Command Create(LocalSystem system)
    {
        var json = JsonOption.Create();
        var command = new Command("templates", "Shows what a definition may begin with: 'template: research' in its YAML, and what the definition says itself holds instead.") { json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Agents.ListTemplatesAsync(cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.AgentTemplateList, Format)));
        return command;
    }

    private static string Format(AgentTemplateList templates) => TextTable.Format([["TEMPLATE", "KIND", "WHAT FOR"], .. templates.Data.Select(static template => new[]
    {
        template.Id,
        template.Definition.Kind ?? Moments.Nothing,
        Moments.Line(template.Description, DescriptionLength),
    })]);
}
