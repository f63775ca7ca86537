using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>One message of a conversation.</summary>
public sealed record ChatMessage
{
    /// <summary>Gets <c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the text or the parts; may be absent beside <see cref="ToolCalls"/>.</summary>
    public MessageContent? Content { get; init; }

    /// <summary>Gets what an assistant reasoned before its content. DeepSeek's and vLLM's, not OpenAI's.</summary>
    public string? ReasoningContent { get; init; }

    /// <summary>Gets the participant's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the calls an assistant message makes.</summary>
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>Gets the id of the call a tool message answers.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Gets or sets members this type does not know. Settable because source-generated readers cannot fill extension data otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
