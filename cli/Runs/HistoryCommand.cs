using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs history</c>: what is recorded of a run, or its state at one place of it.</summary>
internal static class HistoryCommand
{
    private const int TextLength = 60;

    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var state = new Option<long?>("--state-at") { Description = "Print the state after the entry of this number instead, as JSON." };
        var json = JsonOption.Create();
        var command = new Command("history", "Shows the entries of a run's journal; a run can be forked at each.") { id, state, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            if (parsed.GetValue(state) is { } at)
            {
                Console.WriteLine((await host.Runs.GetStateAsync(parsed.GetValue(id)!, at, cancellationToken)).State.GetRawText());
                return ExitCodes.Success;
            }

            var history = new RunHistory { Data = await host.Runs.GetHistoryAsync(parsed.GetValue(id)!, 0, cancellationToken) };
            return AgentHostConnection.Print(history, parsed.GetValue(json), AgentsJsonContext.Default.RunHistory, Format);
        }));
        return command;
    }

    private static string Format(RunHistory history) => TextTable.Format(
        [["ENTRY", "STEP", "KIND", "NODE", "CALL", "TOOK", "TOKENS", "COST", "TEXT"], .. history.Data.Select(static item => new[]
        {
            Moments.Number(item.Sequence),
            Moments.Number(item.Step),
            item.Kind,
            item.Node ?? Moments.Nothing,
            item.Name ?? Moments.Nothing,
            Moments.Milliseconds(item.DurationMs),
            item.InputTokens is null && item.OutputTokens is null ? Moments.Nothing : $"{item.InputTokens}+{item.OutputTokens}",
            Moments.Dollars(item.Cost),
            item.Text is null && item.Next is { Count: > 0 } next ? $"then {string.Join(", ", next)}" : Moments.Line(item.Text, TextLength),
        })]);
}
