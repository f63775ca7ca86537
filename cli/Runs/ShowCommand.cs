using System.CommandLine;
using System.Text;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs show</c>: where a run stands, what it waits for and answered.</summary>
internal static class ShowCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var json = JsonOption.Create();
        var command = new Command("show", "Shows where a run stands, what it waits for and what it answered.") { id, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Runs.GetAsync(parsed.GetValue(id)!, cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.RunDetail, Format)));
        return command;
    }

    private static string Format(RunDetail run)
    {
        var text = new StringBuilder(TextTable.Format([.. Facts(run).Where(static fact => fact[1].Length > 0)]));
        Append(text, "Asked", run.Input);
        foreach (var request in run.Waiting)
        {
            Append(text, $"Waits ({request.Kind})", WaitingText.Of(request));
        }

        Append(text, "Called", string.Join('\n', run.Members.Select(static member => $"{member.Agent}, version {member.Version}: {member.Status}, ./switchyard runs history {member.Id}")));
        Append(text, "Answer", run.Output);
        Append(text, "Failure", run.Error is null ? null : $"{run.Error}\n./switchyard runs history {run.Id} shows how it came to that; ./switchyard runs fork {run.Id} goes on from before it.");
        return text.ToString();
    }

    private static IEnumerable<string[]> Facts(RunDetail run) =>
    [
        ["Run", run.Id],
        ["Status", run.Status],
        ["Agent", run.Version is { } version ? $"{run.Agent}, version {version}" : run.Agent],
        ["Kind", run.Kind ?? string.Empty],
        ["Model", run.Model],
        ["User", run.User],
        ["Session", run.Conversation],
        ["Began", Moments.At(run.CreatedAt)],
        ["Ended", run.CompletedAt is null ? string.Empty : Moments.At(run.CompletedAt)],
        ["Calls", run.Usage is { } calls ? $"{calls.ModelCalls} of models, {calls.ToolCalls} of tools" : string.Empty],
        ["Tokens", run.Usage is { } usage ? $"{usage.InputTokens} in, {usage.OutputTokens} out, {Moments.Dollars(usage.Cost)}" : string.Empty],
        ["Forked", run.Parent is { } parent ? $"from {parent} after entry {Moments.Number(run.ForkedAt)}" : string.Empty],
    ];

    private static void Append(StringBuilder text, string title, string? said)
    {
        if (!string.IsNullOrEmpty(said))
        {
            text.AppendLine().AppendLine().Append(title).AppendLine(":").Append(said.TrimEnd());
        }
    }
}
