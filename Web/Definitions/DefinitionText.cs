using Switchyard.Contracts.Agents;
using Switchyard.Web.Charts;

namespace Switchyard.Web.Definitions;

/// <summary>How the pages say what agents are, and their definitions as lines.</summary>
internal static class DefinitionText
{
    /// <summary>Says what a new agent's definition may look like.</summary>
    /// <param name="id">The agent.</param>
    /// <param name="template">The template it begins with; null for none.</param>
    public static string Template(string id, string? template) => template is null ? Whole(id) : $"""
        id: {id}
        template: {template}
        # What is written here holds instead of what the template has:
        # description, system_prompt, model, tools, agents, budget, approvals.

        """.ReplaceLineEndings("\n");

    private static string Whole(string id) => $"""
        id: {id}
        kind: react
        description: Answers questions with the tools it has.
        system_prompt: |
          You are a helpful assistant. Use your tools where they help.
        tools: ["*"]
        budget:
          max_iterations: 20
        approvals:
          - class: unsafe
            action: ask

        """.ReplaceLineEndings("\n");

    public static IReadOnlyList<string> Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public static string Source(string? source) => source switch
    {
        AgentSources.Code => "the host's code",
        AgentSources.File => "a file of the host's",
        AgentSources.Api => "the API or this dashboard",
        _ => source ?? DisplayText.None,
    };

    /// <summary>Says what a run may use at most.</summary>
    public static string Budget(RunBudget? budget)
    {
        string?[] limits =
        [
            budget?.MaxIterations is { } iterations ? $"{DisplayText.Count(iterations)} model calls" : null,
            budget?.MaxTokens is { } tokens ? $"{DisplayText.Count(tokens)} tokens" : null,
            budget?.MaxCost is { } cost ? DisplayText.Cost(cost) : null,
            budget?.MaxSeconds is { } seconds ? $"{DisplayText.Duration(TimeSpan.FromSeconds(seconds))} of work" : null,
        ];
        return string.Join(", ", limits.OfType<string>()) is { Length: > 0 } text ? text : "no limit";
    }

    /// <summary>Says where a mistake is.</summary>
    public static string Place(AgentMistake mistake) => mistake switch
    {
        { Line: <= 0, Path: "" } => "The whole",
        { Line: <= 0 } => mistake.Path,
        { Column: > 0 } => $"Line {mistake.Line}, column {mistake.Column}",
        _ => $"Line {mistake.Line}",
    };
}
