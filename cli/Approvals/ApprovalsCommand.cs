using System.CommandLine;
using Switchyard.Cli.Jobs;
using Switchyard.Cli.Runs;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Approvals;

/// <summary><c>switchyard approvals</c>: what waits for people, oldest first.</summary>
internal static class ApprovalsCommand
{
    private const int TextLength = 60;

    public static Command Create(LocalSystem system)
    {
        var user = User();
        var json = JsonOption.Create();
        var command = new Command("approvals", "Shows what runs wait for people to say, the oldest first.")
        {
            user, json,
            AnswerCommand.Create(system),
        };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Runs.ListWaitingAsync(parsed.GetValue(user), cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.ApprovalList, Format)));
        return command;
    }

    public static Option<string?> User() => new("--user") { Description = "Only what this user is asked." };

    private static string Format(ApprovalList waiting)
    {
        var now = TimeProvider.System.GetUtcNow();
        return waiting.Data.Count == 0
            ? "Nothing waits."
            : TextTable.Format([["KIND", "AGENT", "AGE", "LEFT", "ASKS", "RUN", "KEY"], .. waiting.Data.Select(request => new[]
            {
                request.Kind,
                request.Agent,
                JobTables.Span(now - request.AskedAt),
                request.ExpiresAt is { } end ? JobTables.Span(end - now) : Moments.Nothing,
                Moments.Line(request.Text, TextLength),
                request.RunId,
                request.Key,
            })]) + $"\n\nAnswer them one after the other: ./switchyard approvals answer\nOr the first alone: {WaitingText.CommandFor(waiting.Data[0])}";
    }
}
