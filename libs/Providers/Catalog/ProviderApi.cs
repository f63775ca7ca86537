namespace Switchyard.Providers.Catalog;

/// <summary>The API a provider is asked through.</summary>
public enum ProviderApi
{
    /// <summary>OpenAI's chat completions, or what is compatible with them.</summary>
    Chat,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,

    /// <summary>Google's generateContent.</summary>
    Gemini,

    /// <summary>Ollama's own.</summary>
    Ollama,
}
