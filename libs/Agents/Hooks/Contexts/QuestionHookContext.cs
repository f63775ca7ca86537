using System.Text.Json;

namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A person is asked, or has answered.</summary>
/// <param name="point">The point.</param>
public sealed class QuestionHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets the key the answer goes to.</summary>
    public required string Key { get; init; }

    /// <summary>Gets or sets the question.</summary>
    public required string Text { get; set; }

    /// <summary>Gets the answers to choose from; empty where any text is one.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the tool that is to be approved, where one is.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets the arguments of the call that is to be approved.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>Gets or sets the answer; before anybody is asked, what takes its place.</summary>
    public string? Answer { get; set; }

    /// <summary>Gets where the answer comes from; <see langword="null"/> before there is one.</summary>
    public AnswerOrigin? AnsweredBy { get; init; }

    /// <inheritdoc/>
    public override bool HasOutcome => Answer is not null;
}
