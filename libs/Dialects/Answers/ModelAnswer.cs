using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Answers;

/// <summary>A model's whole answer, in no dialect.</summary>
public sealed record ModelAnswer
{
    /// <summary>Gets the upstream's id of the answer; <see langword="null"/> where it gives none.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the model as the upstream names it; <see langword="null"/> where it does not.</summary>
    public string? Model { get; init; }

    /// <summary>Gets what the answer consists of: text, refusals, reasoning and tool calls.</summary>
    public IReadOnlyList<MessagePart> Parts { get; init; } = [];

    /// <summary>Gets why it ended.</summary>
    public required AnswerFinish Finish { get; init; }

    /// <summary>Gets the tokens used; <see langword="null"/> where the upstream does not say.</summary>
    public TokenUsage? Usage { get; init; }
}
