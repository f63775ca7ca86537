using System.CommandLine;
using Switchyard.AgentClient;
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
        var result = new Option<string?>("--result") { Description = "With happened: what the call gave, as JSON or text; empty when left out." };
        var user = AnswerCommand.User();
        var command = new Command("resolve", "Says whether a call happened of which the run does not know, because its host ended meanwhile.") { id, key, outcome, result, user };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            var said = parsed.GetValue(outcome)!;
            var resolution = new ResolveRequest { Key = parsed.GetValue(key), Outcome = said, Result = ResolveResult.Read(said, parsed.GetValue(result)), User = parsed.GetValue(user) };
            await host.Runs.ResolveAsync(parsed.GetValue(id)!, resolution, cancellationToken);
            Console.WriteLine(said == ResolveOutcomes.End ? "The run ends." : $"The run goes on. Follow it: ./switchyard runs follow {parsed.GetValue(id)}");
            return ExitCodes.Success;
        }));
        return command;
    }
}
