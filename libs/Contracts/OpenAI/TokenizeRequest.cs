using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /tokenize</c>: exactly one of <see cref="Prompt"/> and <see cref="Messages"/>. Source: vLLM's tokenizer API.</summary>
public sealed record TokenizeRequest
{
    /// <summary>Gets the model string.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the plain text.</summary>
    public string? Prompt { get; init; }

    /// <summary>Gets the conversation, which the model's chat template turns into text.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Gets the tools shown beside <see cref="Messages"/>.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>Gets or sets all other members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
