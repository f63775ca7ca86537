using System.Buffers.Text;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Requests;

/// <summary>Bytes written as a URL, <c>data:image/png;base64,…</c>.</summary>
public static class DataUri
{
    private const string Scheme = "data:";
    private const string Marker = ";base64";

    /// <summary>Reads a URL that is either one of these or leads to a web server.</summary>
    internal static MediaSource Read(JsonField url)
    {
        var text = url.Text();
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new MediaSource(null, null, text)
                : throw url.Wrong("an http, https or data URL");
        }

        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var head = comma < 0 ? string.Empty : text[Scheme.Length..comma];
        if (!head.EndsWith(Marker, StringComparison.OrdinalIgnoreCase) || !Base64.IsValid(text.AsSpan(comma + 1)))
        {
            throw url.Wrong("a data URL in base64");
        }

        return new MediaSource(MediaType(head), text[(comma + 1)..], null);
    }

    /// <summary>Writes bytes as such a URL; a source that is a URL already stays as it is.</summary>
    public static string Write(MediaSource source) => source.Url ?? $"{Scheme}{source.MediaType}{Marker},{source.Base64}";

    /// <summary>Reads base64 that stands alone.</summary>
    internal static MediaSource ReadBase64(JsonField data, string mediaType)
    {
        var text = data.Text();
        return Base64.IsValid(text) ? new MediaSource(mediaType, text, null) : throw data.Wrong("base64");
    }

    private static string MediaType(string head)
    {
        var type = head[..^Marker.Length];
        var end = type.IndexOf(';', StringComparison.Ordinal);
        type = end < 0 ? type : type[..end];
        return type.Length > 0 ? type.ToLowerInvariant() : "text/plain";
    }
}
