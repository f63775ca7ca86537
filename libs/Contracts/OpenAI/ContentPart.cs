using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>One part of a message's content.</summary>
public sealed record ContentPart
{
    /// <summary>Gets the kind: <c>text</c>, <c>image_url</c>, <c>input_audio</c>, <c>file</c> …</summary>
    public string? Type { get; init; }

    /// <summary>Gets the text of a <c>text</c> part.</summary>
    public string? Text { get; init; }

    /// <summary>Gets or sets members this type does not know. Settable because source-generated readers cannot fill extension data otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
