using System.CommandLine;
using System.Text;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary><c>switchyard runs replay</c>: a run once more with its recorded results.</summary>
internal static class ReplayCommand
{
    public static Command Create(LocalSystem system)
    {
        var id = RunsCommand.Id();
        var model = ForkCommand.Model();
        var prompt = ForkCommand.Prompt();
        var callPure = new Option<bool>("--call-pure") { Description = "Make the calls that change nothing outside and have no recorded result, the model's among them." };
        var json = JsonOption.Create();
        var command = new Command("replay", "Goes through a run with its recorded results, to see what another model or prompt would make different. Nothing is changed. Exit code 0: nothing is different; 1: something is.") { id, model, prompt, callPure, json };
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
        {
            var request = new ReplayRequest { Model = parsed.GetValue(model), SystemPrompt = parsed.GetValue(prompt), CallPure = parsed.GetValue(callPure) };
            var replay = await host.Runs.ReplayAsync(parsed.GetValue(id)!, request, cancellationToken);
            AgentHostConnection.Print(replay, parsed.GetValue(json), AgentsJsonContext.Default.RunReplay, Format);
            return replay is { IsComplete: true, Differences.Count: 0 } ? ExitCodes.Success : ExitCodes.Failure;
        }));
        return command;
    }

    private static string Format(RunReplay replay)
    {
        var text = new StringBuilder($"{replay.Reused} calls were answered from the record; {(replay.IsComplete ? "it reached the end" : "it did not reach the end")}.");
        if (replay.Error is { } error)
        {
            text.AppendLine().Append("It failed: ").Append(error);
        }

        foreach (var difference in replay.Differences)
        {
            text.AppendLine().Append($"Step {difference.Step}, {difference.Node}, call {difference.Ordinal}: recorded {difference.Recorded ?? "nothing"}; the replay: {difference.Made}{(difference.WasCalled ? " (called)" : " (not called; --call-pure calls what changes nothing)")}");
        }

        return text.AppendLine().AppendLine()
            .Append("Recorded answer: ").AppendLine(replay.RecordedOutput ?? Moments.Nothing)
            .Append("Replayed answer: ").Append(replay.Output ?? Moments.Nothing).ToString();
    }
}
