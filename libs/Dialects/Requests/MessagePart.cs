using System.Text.Json;

namespace Switchyard.Dialects.Requests;

/// <summary>A piece of a message or of an answer.</summary>
public abstract record MessagePart
{
    private protected MessagePart()
    {
    }

    /// <summary>Gets where the caller's body has the part, as a path; empty for a part of an answer.</summary>
    public string Field { get; init; } = string.Empty;

    /// <summary>Gets Anthropic's <c>cache_control</c> object: cache the prompt up to here. A hint, lost on other upstreams.</summary>
    public JsonElement? CacheControl { get; init; }
}
