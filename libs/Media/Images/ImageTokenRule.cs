namespace Switchyard.Media.Images;

/// <summary>Whose way of counting an image's tokens.</summary>
public enum ImageTokenRule
{
    /// <summary>OpenAI's for GPT-4o and its successors; also the guess for servers that do not say.</summary>
    OpenAI,

    /// <summary>Anthropic's.</summary>
    Anthropic,

    /// <summary>Google's for Gemini.</summary>
    Gemini,
}
