using System.CommandLine;
using Switchyard.AgentClient;
using Switchyard.Cli.Jobs;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs list</c>: the newest runs.</summary>
internal static class ListCommand
{
    private const int InputLength = 50;

    public static Command Create(LocalSystem system)
    {
        var status = new Option<string?>("--status") { Description = "Only runs that are running, waiting, completed, failed, cancelled or interrupted." };
        var user = new Option<string?>("--user") { Description = "Only this user's." };
        var limit = new Option<int>("--limit", "-n") { Description = "How many runs at most, up to 100.", DefaultValueFactory = _ => 20 };
        var json = JsonOption.Create();
        var command = new Command("list", "Shows the newest runs.") { status, user, limit, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            var runs = await host.Runs.ListAsync(new RunsQuery { Status = parsed.GetValue(status), User = parsed.GetValue(user), Limit = parsed.GetValue(limit) }, cancellationToken);
            return AgentHostConnection.Print(runs, parsed.GetValue(json), AgentsJsonContext.Default.RunList, Format);
        }));
        return command;
    }

    private static string Format(RunList runs)
    {
        var now = TimeProvider.System.GetUtcNow();
        return runs.Data.Count == 0
            ? "There is no such run. Begin one: ./switchyard chat --agent assistant \"What is 123*456?\""
            : TextTable.Format([["RUN", "AGENT", "STATUS", "AGE", "TOOLS", "TOKENS", "COST", "INPUT"], .. runs.Data.Select(run => new[]
            {
                run.Id,
                run.Agent,
                run.Status,
                JobTables.Span(now - run.CreatedAt),
                Moments.Number(run.ToolCalls),
                Moments.Number(run.Usage is { } usage ? usage.InputTokens + usage.OutputTokens : null),
                Moments.Dollars(run.Usage?.Cost),
                Moments.Line(run.Input, InputLength),
            })]);
    }
}
