using System.Text.Json;
using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.OpenAI;

/// <summary>OpenAI's words for the end of an answer.</summary>
internal static class FinishWords
{
    public static AnswerFinish Read(string word) => new(
        word switch
        {
            "stop" or "eos" => FinishReason.Stop,
            "length" => FinishReason.Length,
            "tool_calls" or "function_call" => FinishReason.ToolCalls,
            "content_filter" => FinishReason.ContentFilter,
            _ => FinishReason.Other,
        },
        word);

    public static string Of(FinishReason reason) => reason switch
    {
        FinishReason.Length or FinishReason.ContextLength => "length",
        FinishReason.ToolCalls => "tool_calls",
        FinishReason.ContentFilter or FinishReason.Refusal => "content_filter",
        _ => "stop",
    };

    /// <summary>Writes <c>finish_reason</c>, and where OpenAI's word says less than the upstream's, that one as <c>native_finish_reason</c> (as OpenRouter does).</summary>
    public static void Write(Utf8JsonWriter json, AnswerFinish finish)
    {
        json.WriteString("finish_reason", Of(finish.Reason));
        if (finish.Reason is FinishReason.ContextLength or FinishReason.Refusal or FinishReason.PauseTurn or FinishReason.Other && finish.Native is not null)
        {
            json.WriteString("native_finish_reason", finish.Native);
        }
    }
}
