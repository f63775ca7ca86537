using System.Net.Http.Headers;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Web;

/// <summary>The text of an answer, and whether it is HTML.</summary>
internal readonly record struct WebContent(string Text, bool IsHtml)
{
    private const string Html = "text/html";

    /// <exception cref="PageRefusedException">It is no text.</exception>
    public static WebContent Of(OutboundResponse response)
    {
        var type = MediaTypeHeaderValue.TryParse(response.ContentType, out var parsed) ? parsed : null;
        var name = type?.MediaType?.ToLowerInvariant() ?? Sniff(response.Body);
        var isHtml = name is Html or "application/xhtml+xml";
        if (!isHtml && !IsText(name))
        {
            throw new PageRefusedException($"the address holds {(name.Length > 0 ? name : "something")} that is no text");
        }

        return new WebContent(TextDecoding.Decode(response.Body, type?.CharSet, isHtml), isHtml);
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal)
        || type is "application/json" or "application/xml" or "application/javascript" or "application/x-ndjson" or "application/yaml";

    // Where the server does not say: zeros stand in no text but UTF-16, and markup begins with a bracket.
    private static string Sniff(ReadOnlySpan<byte> body) =>
        !TextDecoding.HasMark(body) && body.Contains((byte)0) ? string.Empty : body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] ? Html : "text/plain";
}
