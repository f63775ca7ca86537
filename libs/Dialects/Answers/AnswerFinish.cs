namespace Switchyard.Dialects.Answers;

/// <summary>Why and how an answer ended.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Native">The upstream's own word for it.</param>
/// <param name="StopSequence">The stop text that came, where the upstream says which.</param>
public sealed record AnswerFinish(FinishReason Reason, string? Native = null, string? StopSequence = null);
