using System.Buffers.Text;
using System.Text;
using Switchyard.Media;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Media;

/// <summary>Checks a file's bytes against its limits, its label and its place; and puts fetched ones where their URL was.</summary>
internal static class MediaFile
{
    private const string Marker = ";base64";

    /// <summary>Reads the bytes a part holds, and the label that stands with them.</summary>
    /// <exception cref="MediaRefusal">They are none, or too many.</exception>
    public static (byte[] Bytes, string? Label) Read(MediaPart part, string text, int limit)
    {
        var label = part.Label;
        var data = text.AsSpan();
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            var head = comma < 0 ? string.Empty : text["data:".Length..comma];
            if (!head.EndsWith(Marker, StringComparison.OrdinalIgnoreCase))
            {
                throw new MediaRefusal(ApiErrors.InvalidValue(part.Path, $"'{part.Path}' must be a data URL in base64."));
            }

            label = head[..^Marker.Length];
            data = text.AsSpan(comma + 1);
        }

        if (!Base64.IsValid(data, out var length))
        {
            throw new MediaRefusal(ApiErrors.InvalidValue(part.Path, $"'{part.Path}' must hold base64."));
        }

        if (length > limit)
        {
            throw new MediaRefusal(ApiErrors.MediaTooLarge(part.Path, limit));
        }

        var bytes = new byte[length];
        return Convert.TryFromBase64Chars(data, bytes, out _) ? (bytes, label) : throw new MediaRefusal(ApiErrors.InvalidValue(part.Path, $"'{part.Path}' must hold base64."));
    }

    /// <summary>Inspects <paramref name="bytes"/>.</summary>
    /// <exception cref="MediaRefusal">They are not what they must be.</exception>
    public static MediaInfo Check(MediaPart part, ReadOnlySpan<byte> bytes, string? label)
    {
        var info = Inspect(part, bytes);
        if (info.IsImage != part.IsImage)
        {
            throw new MediaRefusal(ApiErrors.UnsupportedMedia(part.Path, $"'{part.Path}' is {info.MediaType}, which cannot stand in this place."));
        }

        return IsLabelled(info, label) ? info : throw new MediaRefusal(ApiErrors.UnsupportedMedia(part.Path, $"'{part.Path}' is {info.MediaType} by its content, and labelled as something else."));
    }

    /// <summary>Tells whether a file is named by its address. A member for data URIs may hold bare base64, which has no colon; all else is a URL, also one of a scheme that is refused.</summary>
    public static bool IsUrl(MediaPart part) => part.Form is MediaForm.UrlSource or MediaForm.FileUrl || (part.Form == MediaForm.Uri && IsUrl(part, part.Holder[part.Member]!.GetValue<string>()));

    /// <summary>Describes a file that was checked and takes <paramref name="bodyBytes"/> of the body.</summary>
    public static MediaItem Describe(MediaPart part, MediaInfo info, int bytes, int bodyBytes)
    {
        var kind = info.IsImage ? MediaItemKind.Image : info.Kind == MediaKind.Pdf ? MediaItemKind.Pdf : MediaItemKind.Text;
        return new MediaItem(kind, part.Path, bytes, bodyBytes) { Width = info.Width, Height = info.Height, IsLowDetail = part.IsLowDetail };
    }

    /// <summary>Puts a fetched file where its URL was, or another one where the caller's was.</summary>
    /// <returns>How much of the body it takes there.</returns>
    public static int Replace(MediaPart part, byte[] bytes, MediaInfo info)
    {
        var isSource = part.Form is MediaForm.UrlSource or MediaForm.Base64;
        var text = isSource
            ? info.Kind == MediaKind.Text ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes)
            : $"data:{info.MediaType}{Marker},{Convert.ToBase64String(bytes)}";
        part.Holder.Remove(part.Member);
        if (isSource)
        {
            part.Holder["type"] = info.Kind == MediaKind.Text ? "text" : "base64";
            part.Holder["media_type"] = info.MediaType;
        }

        part.Holder[part.Form switch { MediaForm.UrlSource => "data", MediaForm.FileUrl => "file_data", _ => part.Member }] = text;
        return Encoding.UTF8.GetByteCount(text);
    }

    private static bool IsUrl(MediaPart part, string text) => !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && (part.IsImage || text.Contains(':', StringComparison.Ordinal));

    private static MediaInfo Inspect(MediaPart part, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return MediaInspector.Inspect(bytes, MediaLimits.Default);
        }
        catch (MediaException exception)
        {
            throw new MediaRefusal(ApiErrors.UnsupportedMedia(part.Path, $"'{part.Path}' {exception.Message}."));
        }
    }

    // Parameters say nothing of the format, and no label nothing at all. All kinds of text are text by content.
    private static bool IsLabelled(MediaInfo info, string? label)
    {
        var end = label?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = (end < 0 ? label : label![..end])?.Trim();
        return string.IsNullOrEmpty(type) || type.Equals(info.MediaType, StringComparison.OrdinalIgnoreCase)
            || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || (info.Kind == MediaKind.Jpeg && type.Equals("image/jpg", StringComparison.OrdinalIgnoreCase))
            || (info.Kind == MediaKind.Text && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)));
    }
}
