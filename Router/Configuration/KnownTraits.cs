using Switchyard.Dialects;

namespace Switchyard.Router.Configuration;

/// <summary>What is known of how providers depart from OpenAI's chat completions. Of an unknown one the least is expected: the older names, and no more than the standard has.</summary>
/// <remarks>Sources: the providers' API references, "chat completions".</remarks>
internal static class KnownTraits
{
    public static UpstreamTraits Of(string id, ProviderKind kind)
    {
        var isNode = kind == ProviderKind.Nodes;
        return new UpstreamTraits
        {
            UsesMaxTokens = !isNode && id is not ("openai" or "groq" or "xai" or "vllm"),
            HasExtendedSampling = isNode || id is "vllm" or "llamacpp",
            LacksReasoningEffort = isNode,
            Prefill = isNode || id is "vllm" ? PrefillStyle.ContinueFinalMessage : id is "mistral" ? PrefillStyle.PrefixMember : id is "ollama" ? PrefillStyle.LastMessage : PrefillStyle.None,

            // These refuse messages with members they do not know.
            ReasoningHistory = id is "openai" or "groq" or "mistral" ? ReasoningHistory.Omit : ReasoningHistory.Text,
        };
    }
}
