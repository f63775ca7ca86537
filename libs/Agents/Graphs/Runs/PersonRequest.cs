using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>What a run waits for a person to say.</summary>
/// <param name="Key">The key to answer under.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Node">The node that asks.</param>
/// <param name="Step">The step it is in.</param>
/// <param name="Text">The question, or the effect's name.</param>
/// <param name="Choices">The answers to choose from; empty where any text is one.</param>
/// <param name="Arguments">The arguments of the effect, or of the call to approve, as JSON.</param>
public sealed record PersonRequest(string Key, PersonRequestKind Kind, string Node, int Step, string Text, IReadOnlyList<string> Choices, string? Arguments)
{
    /// <summary>Gets the run to answer: the one that waits, or that of an agent it has called.</summary>
    public Guid RunId { get; init; }

    /// <summary>Gets the agent that asks, where it is one that the run has called; <see langword="null"/> for the run's own.</summary>
    public string? Agent { get; init; }

    /// <summary>Gets the tool whose call is to be approved.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets when a person was first asked, by the clock of the store.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Gets when the answer is no longer waited for; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets the answer that holds from <see cref="ExpiresAt"/> on; <see langword="null"/> where there is none.</summary>
    public string? ExpiredAnswer { get; init; }

    /// <summary>Gets when <see cref="EscalateTo"/> is asked as well.</summary>
    public DateTimeOffset? EscalatesAt { get; init; }

    /// <summary>Gets the user, beside the run's own, who is asked from <see cref="EscalatesAt"/> on.</summary>
    public string? EscalateTo { get; init; }

    internal static IReadOnlyList<PersonRequest> Of(Guid runId, RunPosition position) => position.IsEnded
        ? []
        : [.. position.Calls.Values.Where(call => call.WaitsForPerson).OrderBy(call => call.Step).ThenBy(call => call.Id.Ordinal).Select(call => Of(call) with { RunId = runId })];

    private static PersonRequest Of(CallRecord call) => call.Question is { } question
        ? new(call.Key, question.Kind, call.Node, call.Step, question.Text, question.Choices, question.Arguments)
        {
            Tool = question.Tool,
            AskedAt = call.AskedAt,
            ExpiresAt = question.ExpiredAnswer is null ? null : call.AskedAt + question.Expiry,
            ExpiredAnswer = question.ExpiredAnswer,
            EscalatesAt = question.EscalateTo is null ? null : call.AskedAt + question.EscalateAfter,
            EscalateTo = question.EscalateTo,
        }
        : new(call.Key, PersonRequestKind.UncertainEffect, call.Node, call.Step, call.Name, [], call.Arguments) { AskedAt = call.AskedAt };
}
