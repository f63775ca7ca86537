using System.CommandLine;
using System.Text.RegularExpressions;
using Switchyard.AgentClient;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Agents;

/// <summary><c>switchyard agents apply</c>: a file becomes an agent, or the newest version of one.</summary>
internal static partial class ApplyCommand
{
    public static Command Create(LocalSystem system)
    {
        var file = new Argument<FileInfo>("file") { Description = "The definition in YAML, as ./switchyard agents show prints it. Without a line 'id:' the file's name is the agent's." };
        var json = JsonOption.Create();
        var command = new Command("apply", "Makes the definition in a file the newest version of its agent. All mistakes are said at once, each with its line.") { file, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, host => ApplyAsync(host, parsed.GetValue(file)!, parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static async Task<int> ApplyAsync(AgentHostApi host, FileInfo file, bool json, CancellationToken cancellationToken)
    {
        string yaml;
        try
        {
            yaml = await File.ReadAllTextAsync(file.FullName, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"'{file.Name}' cannot be read: {exception.Message}");
            return ExitCodes.Failure;
        }

        // The address names the agent too; the host compares both, and reads the rest. As in its own folder, a file that names none has the agent's name.
        var id = IdOf().Match(yaml) is { Success: true } named ? named.Groups["id"].Value : Path.GetFileNameWithoutExtension(file.Name);
        try
        {
            var agent = await host.Agents.ApplyAsync(id, yaml, cancellationToken);
            return AgentHostConnection.Print(agent, json, AgentsJsonContext.Default.AgentDetail, static saved => $"Agent {saved.Id} has version {saved.Version} now. Ask it: ./switchyard chat --agent {saved.Id}");
        }
        catch (AgentHostRefusedException refused) when (refused.Mistakes.Count > 0)
        {
            // As compilers say it, so that editors find the place.
            foreach (var mistake in refused.Mistakes)
            {
                await Console.Error.WriteLineAsync($"{file.Name}:{mistake.Line}:{mistake.Column}: {mistake.Message}");
            }

            return ExitCodes.Failure;
        }
    }

    [GeneratedRegex("""^id:\s*["']?(?<id>[^\s"'#]+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex IdOf();
}
