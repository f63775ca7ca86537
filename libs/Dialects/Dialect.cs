namespace Switchyard.Dialects;

/// <summary>A wire format in which a model is asked and answers.</summary>
public enum Dialect
{
    /// <summary>OpenAI chat completions, <c>POST /v1/chat/completions</c>.</summary>
    Chat,

    /// <summary>OpenAI text completions, <c>POST /v1/completions</c>; callers only.</summary>
    Completions,

    /// <summary>OpenAI responses, <c>POST /v1/responses</c>; callers only.</summary>
    Responses,

    /// <summary>Anthropic messages, <c>POST /v1/messages</c>.</summary>
    Anthropic,

    /// <summary>Google Gemini, <c>models/{model}:generateContent</c>; upstreams only.</summary>
    Gemini,

    /// <summary>Ollama's own <c>POST /api/chat</c>; upstreams only.</summary>
    Ollama,

    /// <summary>A provider's own, which a plugin speaks; upstreams only.</summary>
    Own,
}
