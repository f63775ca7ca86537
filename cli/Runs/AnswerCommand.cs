using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs answer</c>: answers what a run asks.</summary>
internal static class AnswerCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var key = Key();
        var answer = new Argument<string>("answer") { Description = "The answer: one of the choices where there are some." };
        var user = User();
        var command = new Command("answer", "Answers a question or an approval of a run; ./switchyard approvals shows what waits.") { id, key, answer, user };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            await host.Runs.AnswerAsync(parsed.GetValue(id)!, new AnswerRequest { Key = parsed.GetValue(key), Answer = parsed.GetValue(answer), User = parsed.GetValue(user) }, cancellationToken);
            Console.WriteLine($"The run goes on. Follow it: ./switchyard runs follow {parsed.GetValue(id)}");
            return ExitCodes.Success;
        }));
        return command;
    }

    public static Argument<string> Key() => new("key") { Description = "What is answered, as ./switchyard approvals and ./switchyard runs show name it." };

    public static Option<string?> User() => new("--user") { Description = "Who says it, for the record; the run's user when left out." };
}
