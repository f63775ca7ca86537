using System.CommandLine;
using Switchyard.Cli.Jobs;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Sessions;

/// <summary><c>switchyard sessions</c>: conversations with agents.</summary>
internal static class SessionsCommand
{
    private const int TitleLength = 60;

    public static Command Create(LocalSystem system) => new("sessions", "Shows conversations with agents, and what a model makes of them.")
    {
        CreateList(system),
        ShowCommand.Create(system),
        InsightCommands.CreateFacts(system),
        InsightCommands.CreateSummary(system),
        InsightCommands.CreateAssessment(system),
        CompactCommand.Create(system),
        DeleteCommand.Create(system),
    };

    private static Command CreateList(LocalSystem system)
    {
        var user = new Option<string?>("--user") { Description = "Only this user's." };
        var json = JsonOption.Create();
        var command = new Command("list", "Shows the sessions, the last used first.") { user, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Sessions.ListAsync(parsed.GetValue(user), cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.SessionList, Format)));
        return command;
    }

    private static string Format(SessionList sessions)
    {
        var now = TimeProvider.System.GetUtcNow();
        return sessions.Data.Count == 0
            ? "There is no session. Begin one: ./switchyard chat --agent assistant"
            : TextTable.Format([["SESSION", "AGENT", "USER", "RUNS", "USED", "BEGAN WITH"], .. sessions.Data.Select(session => new[]
            {
                session.Id,
                session.Agent,
                session.User,
                Moments.Number(session.Runs),
                JobTables.Span(now - session.LastUsedAt),
                Moments.Line(session.Title, TitleLength),
            })]);
    }
}
