using Switchyard.MockUpstream.Answers;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>Shapes that several of OpenAI's endpoints share.</summary>
internal static class OpenAIText
{
    /// <summary>When every answer says that it was made: kept answers are sent again, so it cannot be now.</summary>
    public const int Created = 1_767_225_600;

    public static string FinishReason(Finish finish) => finish switch
    {
        Finish.Length => "length",
        Finish.ToolCalls => "tool_calls",
        Finish.Filter => "content_filter",
        _ => "stop",
    };

    public static string Usage(AnswerUsage usage) =>
        $$$"""{"prompt_tokens":{{{usage.Input}}},"completion_tokens":{{{usage.Output}}},"total_tokens":{{{usage.Input + usage.Output}}},"prompt_tokens_details":{"cached_tokens":{{{usage.Cached}}},"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":{{{usage.Reasoning}}},"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";
}
