using System.CommandLine;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Sessions;

/// <summary><c>switchyard sessions compact</c>: has older turns summed up for the model.</summary>
internal static class CompactCommand
{
    public static Command Create(LocalSystem system)
    {
        var session = new SessionArguments();
        var json = JsonOption.Create();
        var command = session.AddTo(new Command("compact", "Has the older turns of a session summed up for the model, so that the newer ones have room; what was said stays readable.") { json });
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await host.Sessions.CompactAsync(session.Read(parsed), cancellationToken), parsed.GetValue(json), AgentsJsonContext.Default.SessionCompaction, Format)));
        return command;
    }

    private static string Format(SessionCompaction compaction) => compaction.CompactedTurns == 0
        ? "There was nothing to gain: all of it fits as it is."
        : $"Turns summed up: {compaction.CompactedTurns}; {compaction.TokensBefore} tokens before, {compaction.TokensAfter} now.\n{compaction.Summary}".TrimEnd();
}
