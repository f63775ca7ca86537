using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Responses;

/// <summary>How a response stands.</summary>
/// <param name="Word">The word for <c>status</c>.</param>
/// <param name="IncompleteReason">The word for <c>incomplete_details.reason</c>.</param>
/// <param name="Error">What failed.</param>
internal readonly record struct ResponseStatus(string Word, string? IncompleteReason = null, ModelError? Error = null)
{
    public static ResponseStatus InProgress => new("in_progress");

    public static ResponseStatus Of(AnswerFinish finish) => finish.Reason switch
    {
        FinishReason.Length or FinishReason.ContextLength => new ResponseStatus("incomplete", "max_output_tokens"),
        FinishReason.ContentFilter or FinishReason.Refusal => new ResponseStatus("incomplete", "content_filter"),
        _ => new ResponseStatus("completed"),
    };

    public static ResponseStatus Of(ModelError error) => new("failed", null, error);
}
