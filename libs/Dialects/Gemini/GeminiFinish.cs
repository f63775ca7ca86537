using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Gemini;

/// <summary>Gemini's words for the end of an answer.</summary>
internal static class GeminiFinish
{
    public static AnswerFinish Read(string word) => new(
        word switch
        {
            "STOP" => FinishReason.Stop,
            "MAX_TOKENS" => FinishReason.Length,
            "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" => FinishReason.ContentFilter,
            _ => FinishReason.Other,
        },
        word);

    /// <summary>Tells whether the model produced nothing that could be used, which is a failure however the status reads.</summary>
    public static bool IsFailure(string word) =>
        word is "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" or "MISSING_THOUGHT_SIGNATURE" or "MALFORMED_RESPONSE";

    public static string FailureMessage(string word) => $"The model failed to produce a usable answer ({word}). Trying again may help.";

    /// <summary>The end of an answer to a prompt that was not let through.</summary>
    public static AnswerFinish Blocked(string word) => new(FinishReason.ContentFilter, word);
}
