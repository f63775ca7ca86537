namespace Switchyard.Dialects;

/// <summary>How an upstream is told to go on with the last message, an assistant's, instead of answering it.</summary>
public enum PrefillStyle
{
    /// <summary>It cannot be told, or nobody knows how.</summary>
    None,

    /// <summary>It does so whenever the last message is the assistant's (Anthropic, Ollama).</summary>
    LastMessage,

    /// <summary>By <c>continue_final_message</c>, without <c>add_generation_prompt</c> (vLLM, the local nodes).</summary>
    ContinueFinalMessage,

    /// <summary>By <c>prefix</c> in that message (Mistral).</summary>
    PrefixMember,
}
