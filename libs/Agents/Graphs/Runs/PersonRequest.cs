using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>What a run waits for a person to say.</summary>
/// <param name="Key">The key to answer under.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Node">The node that asks.</param>
/// <param name="Step">The step it is in.</param>
/// <param name="Text">The question, or the effect's name.</param>
/// <param name="Choices">The answers to choose from; empty where any text is one.</param>
/// <param name="Arguments">The effect's arguments as JSON.</param>
public sealed record PersonRequest(string Key, PersonRequestKind Kind, string Node, int Step, string Text, IReadOnlyList<string> Choices, string? Arguments)
{
    internal static IReadOnlyList<PersonRequest> Of(RunPosition position) =>
        position.IsEnded ? [] : [.. position.Calls.Values.Where(call => call.WaitsForPerson).OrderBy(call => call.Step).ThenBy(call => call.Id.Ordinal).Select(Of)];

    private static PersonRequest Of(CallRecord call) => call.IsQuestion
        ? new(call.Key, PersonRequestKind.Question, call.Node, call.Step, call.Question!, call.Choices, null)
        : new(call.Key, PersonRequestKind.UncertainEffect, call.Node, call.Step, call.Name, [], call.Arguments);
}
