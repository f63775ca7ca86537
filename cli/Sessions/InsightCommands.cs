using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Switchyard.AgentClient;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Sessions;

/// <summary><c>switchyard sessions facts</c>, <c>summary</c> and <c>assess</c>: what a model makes of a session.</summary>
internal static class InsightCommands
{
    public static Command CreateFacts(LocalSystem system) => Create(
        system,
        new Command("facts", "Has a model say what was said in a session that will hold later."),
        static host => host.Sessions.FindFactsAsync,
        AgentsJsonContext.Default.SessionFacts,
        static facts => facts.Facts.Count == 0 ? "Nothing was said that will hold later." : string.Join('\n', facts.Facts.Select(static fact => $"- {fact}")));

    public static Command CreateSummary(LocalSystem system) => Create(
        system,
        new Command("summary", "Has a model sum a session up."),
        static host => host.Sessions.SummarizeAsync,
        AgentsJsonContext.Default.SessionSummary,
        static summary => summary.Summary);

    public static Command CreateAssessment(LocalSystem system) => Create(
        system,
        new Command("assess", "Has a model judge how well the agent served its user: 1 (useless) to 5 (all that was asked, right and clear)."),
        static host => host.Sessions.AssessAsync,
        AgentsJsonContext.Default.SessionAssessment,
        static assessment => string.Join('\n', [$"{assessment.Score} of 5. {assessment.Reasoning}", .. assessment.OpenPoints.Select(static point => $"- not done: {point}")]));

    private static Command Create<T>(LocalSystem system, Command command, Func<AgentHostApi, Func<SessionKey, CancellationToken, Task<T>>> ask, JsonTypeInfo<T> type, Func<T, string> format)
    {
        var session = new SessionArguments();
        var json = JsonOption.Create();
        session.AddTo(command).Options.Add(json);
        command.SetAction((parsed, cancellationToken) => AgentHostConnection.RunAsync(system, async host =>
            AgentHostConnection.Print(await ask(host)(session.Read(parsed), cancellationToken), parsed.GetValue(json), type, format)));
        return command;
    }
}
