using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Reasoning;

/// <summary>
/// Carries the signatures of one provider's reasoning through a dialect of another. <c>reasoning_details</c> names the provider in its <c>format</c> member;
/// where a dialect has one opaque string (Anthropic's <c>signature</c> and <c>data</c>, OpenAI's <c>encrypted_content</c>), the same word stands before the string.
/// </summary>
internal static class ReasoningFormats
{
    private const string Redacted = "/redacted";

    public static string NameOf(ReasoningOrigin origin) => origin switch
    {
        ReasoningOrigin.Anthropic => "anthropic-claude-v1",
        ReasoningOrigin.Gemini => "google-gemini-v1",
        ReasoningOrigin.OpenAI => "openai-responses-v1",
        _ => "unknown",
    };

    public static ReasoningOrigin OriginOf(string? name) => name switch
    {
        "anthropic-claude-v1" => ReasoningOrigin.Anthropic,
        "google-gemini-v1" => ReasoningOrigin.Gemini,
        "openai-responses-v1" => ReasoningOrigin.OpenAI,
        _ => ReasoningOrigin.Unknown,
    };

    /// <summary>Gets the words to put before a signature in a dialect whose own signatures are <paramref name="native"/>; empty for those.</summary>
    public static string Prefix(ReasoningOrigin origin, bool isRedacted, ReasoningOrigin native) =>
        origin == native ? string.Empty : NameOf(origin) + (isRedacted ? Redacted : string.Empty) + ":";

    /// <summary>Takes the words off again. What has none is <paramref name="native"/>.</summary>
    public static (string Signature, ReasoningOrigin Origin, bool IsRedacted) Unwrap(string text, ReasoningOrigin native, bool isRedacted)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return (text, native, isRedacted);
        }

        var name = text.AsSpan(0, colon);
        var wasRedacted = name.EndsWith(Redacted, StringComparison.Ordinal);
        var word = (wasRedacted ? name[..^Redacted.Length] : name).ToString();
        var origin = OriginOf(word);
        return origin == ReasoningOrigin.Unknown && word != "unknown" ? (text, native, isRedacted) : (text[(colon + 1)..], origin, wasRedacted);
    }
}
