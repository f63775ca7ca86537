using System.Text.Json;
using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Anthropic's words for the end of an answer.</summary>
internal static class StopReasons
{
    public static AnswerFinish Read(string word, string? stopSequence) => new(
        word switch
        {
            "end_turn" => FinishReason.Stop,
            "stop_sequence" => FinishReason.StopSequence,
            "max_tokens" => FinishReason.Length,
            "model_context_window_exceeded" => FinishReason.ContextLength,
            "tool_use" => FinishReason.ToolCalls,
            "refusal" => FinishReason.Refusal,
            "pause_turn" => FinishReason.PauseTurn,
            _ => FinishReason.Other,
        },
        word,
        stopSequence);

    public static void Write(Utf8JsonWriter json, AnswerFinish finish)
    {
        json.WriteString("stop_reason", Of(finish.Reason));
        json.WriteString("stop_sequence", finish.StopSequence);
    }

    private static string Of(FinishReason reason) => reason switch
    {
        FinishReason.StopSequence => "stop_sequence",
        FinishReason.Length => "max_tokens",
        FinishReason.ContextLength => "model_context_window_exceeded",
        FinishReason.ToolCalls => "tool_use",
        FinishReason.ContentFilter or FinishReason.Refusal => "refusal",
        FinishReason.PauseTurn => "pause_turn",
        _ => "end_turn",
    };
}
