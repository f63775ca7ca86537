using System.Text.Json;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /v1/chat/completions</c>. Source: OpenAI API reference, "Create chat completion".</summary>
public sealed record ChatCompletionRequest : GenerationParameters
{
    /// <summary>Gets the conversation so far, oldest first; at least one message.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Gets the most tokens to generate; the newer name of <see cref="GenerationParameters.MaxTokens"/>.</summary>
    public int? MaxCompletionTokens { get; init; }

    /// <summary>Gets the tools the model may call.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>Gets <c>"none"</c>, <c>"auto"</c>, <c>"required"</c> or an object that names a function.</summary>
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Gets whether several tools may be called in one answer.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Gets whether log probabilities are returned.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>Gets how many alternatives each token reports, 0 to 20.</summary>
    public int? TopLogprobs { get; init; }
}
