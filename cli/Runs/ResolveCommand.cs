using System.CommandLine;
using System.Text.Json;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs resolve</c>: says what became of a call of which nobody knows whether it happened.</summary>
internal static class ResolveCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var key = AnswerCommand.Key();
        var outcome = new Argument<string>("outcome") { Description = "happened: it did; did_not_happen: make it; end: end the run." };
        outcome.AcceptOnlyFromAmong(ResolveOutcomes.Happened, ResolveOutcomes.DidNotHappen, ResolveOutcomes.End);
        var result = new Option<string?>("--result") { Description = "With happened: what the call gave, as JSON or text." };
        var user = AnswerCommand.User();
        var command = new Command("resolve", "Says whether a call happened of which the run does not know, because its host ended meanwhile.") { id, key, outcome, result, user };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            var resolution = new ResolveRequest { Key = parsed.GetValue(key), Outcome = parsed.GetValue(outcome), Result = Read(parsed.GetValue(result)), User = parsed.GetValue(user) };
            await host.Runs.ResolveAsync(parsed.GetValue(id)!, resolution, cancellationToken);
            Console.WriteLine(resolution.Outcome == ResolveOutcomes.End ? "The run ends." : $"The run goes on. Follow it: ./switchyard runs follow {parsed.GetValue(id)}");
            return ExitCodes.Success;
        }));
        return command;
    }

    private static JsonElement? Read(string? result)
    {
        if (result is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(result);
        }
        catch (JsonException)
        {
            // Text that is no JSON stands for itself.
            return JsonSerializer.SerializeToElement(result, AgentsJsonContext.Default.String);
        }
    }
}
