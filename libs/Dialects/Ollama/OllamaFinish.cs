using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Ollama;

/// <summary>Ollama's words for the end of an answer.</summary>
internal static class OllamaFinish
{
    public static AnswerFinish Read(string? word) => new(
        word switch
        {
            null or "stop" => FinishReason.Stop,
            "length" => FinishReason.Length,
            _ => FinishReason.Other,
        },
        word);
}
