namespace Switchyard.MockUpstream.Dialects;

/// <summary>Whose wire format an endpoint speaks.</summary>
internal enum Dialect
{
    OpenAI,
    Anthropic,
    Gemini,
    Ollama,
}
