using Switchyard.MockUpstream.Dialects.Anthropic;
using Switchyard.MockUpstream.Dialects.Gemini;
using Switchyard.MockUpstream.Dialects.Ollama;
using Switchyard.MockUpstream.Dialects.OpenAI;

namespace Switchyard.MockUpstream.Dialects;

/// <summary>The error body of each dialect.</summary>
internal static class Errors
{
    public static string Body(Dialect dialect, UpstreamError error) => dialect switch
    {
        Dialect.Anthropic => AnthropicErrors.Body(error),
        Dialect.Gemini => GeminiErrors.Body(error),
        Dialect.Ollama => OllamaErrors.Body(error),
        _ => OpenAIErrors.Body(error),
    };
}
