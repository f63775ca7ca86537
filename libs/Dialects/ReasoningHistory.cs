namespace Switchyard.Dialects;

/// <summary>How a chat-completions upstream takes back the reasoning of earlier turns.</summary>
public enum ReasoningHistory
{
    /// <summary>As <c>reasoning_content</c>, its text alone (DeepSeek, vLLM, SGLang).</summary>
    Text,

    /// <summary>As <c>reasoning_details</c> with signatures (OpenRouter and other gateways), beside the text.</summary>
    Details,

    /// <summary>Not at all: the server refuses messages with members it does not know.</summary>
    Omit,
}
