using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Events;

/// <summary>One event of a streamed answer, in no dialect. A view: it is valid only while it is being passed.</summary>
public readonly ref struct ModelEvent
{
    /// <summary>Gets what happened.</summary>
    public required ModelEventKind Kind { get; init; }

    /// <summary>Gets the number of the part it happened to, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Gets what the part is.</summary>
    public PartKind Part { get; init; }

    /// <summary>Gets the text of a <see cref="ModelEventKind.Delta"/> or <see cref="ModelEventKind.Signature"/>: valid UTF-8, no JSON escapes.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>Gets the id of the answer or of the tool call.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the name of the model or of the function.</summary>
    public string? Name { get; init; }

    /// <summary>Gets who signs the reasoning.</summary>
    public ReasoningOrigin Origin { get; init; }

    /// <summary>Gets why the answer ended.</summary>
    public AnswerFinish? Finish { get; init; }

    /// <summary>Gets the tokens used.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Gets what went wrong.</summary>
    public ModelError? Error { get; init; }

    /// <summary>Gets whether it is a piece of the answer that a caller could act on; before the first another upstream may still be tried.</summary>
    public bool IsContent => Kind is ModelEventKind.Delta or ModelEventKind.Signature || (Kind == ModelEventKind.PartStarted && Part == PartKind.ToolCall);
}
