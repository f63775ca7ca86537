using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>A message's content, which the wire writes as a string or as an array of parts.</summary>
/// <param name="Text">The string, when it was one.</param>
/// <param name="Parts">The parts, when it was an array.</param>
[JsonConverter(typeof(MessageContentConverter))]
public sealed record MessageContent(string? Text, IReadOnlyList<ContentPart>? Parts)
{
    /// <summary>Wraps a plain string.</summary>
    public static implicit operator MessageContent(string text) => new(text, null);

    /// <summary>Joins what is text; other kinds of parts contribute nothing.</summary>
    public string ToText() => Text ?? string.Concat((Parts ?? []).Select(part => part.Text));
}
