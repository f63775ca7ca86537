using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs fork</c>: another run out of the beginning of one.</summary>
internal static class ForkCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var at = new Option<long?>("--at") { Description = "The last entry both have, as ./switchyard runs history numbers them; the last one before the run's end when left out." };
        var model = Model();
        var prompt = Prompt();
        var json = JsonOption.Create();
        var command = new Command("fork", "Makes a run of its own out of the first entries of another, and starts it. What is recorded up to there is not done again.") { id, at, model, prompt, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            var fork = new ForkRequest { At = parsed.GetValue(at), Model = parsed.GetValue(model), SystemPrompt = parsed.GetValue(prompt) };
            var run = await host.Runs.ForkAsync(parsed.GetValue(id)!, fork, cancellationToken);
            return AgentHostConnection.Print(run, parsed.GetValue(json), AgentsJsonContext.Default.RunSummary, static made => $"{made.Id}\nFollow it: ./switchyard runs follow {made.Id}");
        }));
        return command;
    }

    public static Option<string?> Model() => new("--model", "-m") { Description = "Another model string, such as openai/gpt-4o." };

    public static Option<string?> Prompt() => new("--system-prompt") { Description = "Another system prompt." };
}
