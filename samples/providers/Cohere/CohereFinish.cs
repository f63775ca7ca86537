using Switchyard.Dialects.Answers;

namespace Switchyard.Cohere;

/// <summary>Cohere's words for the end of an answer.</summary>
internal static class CohereFinish
{
    public static AnswerFinish Read(string word) => new(
        word switch
        {
            "COMPLETE" => FinishReason.Stop,
            "STOP_SEQUENCE" => FinishReason.StopSequence,
            "MAX_TOKENS" => FinishReason.Length,
            "TOOL_CALL" => FinishReason.ToolCalls,
            _ => FinishReason.Other,
        },
        word);

    /// <summary>Gets the error that <paramref name="word"/> stands for; <see langword="null"/> where it is a good end.</summary>
    public static ModelError? ErrorOf(string word, string? message) => word switch
    {
        "ERROR" => new ModelError(ErrorClass.Internal, message ?? "Cohere failed inside the answer and did not say why."),
        "TIMEOUT" => new ModelError(ErrorClass.Timeout, message ?? "Cohere took too long for the answer and ended it."),
        _ => null,
    };
}
