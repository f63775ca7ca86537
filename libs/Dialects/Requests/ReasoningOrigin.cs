namespace Switchyard.Dialects.Requests;

/// <summary>The provider whose signature stands under a piece of reasoning; no other accepts it.</summary>
public enum ReasoningOrigin
{
    /// <summary>Unsigned, or signed by nobody known.</summary>
    Unknown,

    /// <summary>Anthropic.</summary>
    Anthropic,

    /// <summary>Google Gemini.</summary>
    Gemini,

    /// <summary>OpenAI.</summary>
    OpenAI,
}
