using System.Globalization;
using System.Text.Json;

namespace Switchyard.Router.Tracing;

/// <summary>What stands for a file: its type and size, or the host it lies on, never its bytes nor an address that may be signed.</summary>
internal static class MediaLabel
{
    private const string DataScheme = "data:";
    private const int MaxTypeLength = 64;

    // Where the dialects have the bytes or the address.
    private static readonly string[] s_members = ["url", "image_url", "file_data", "file_url", "data"];

    /// <summary>Describes the file in a part of a message.</summary>
    /// <param name="part">The part.</param>
    /// <param name="type">The dialect's word for it.</param>
    public static string Of(JsonElement part, string type)
    {
        var holder = part.Member(type).ValueKind == JsonValueKind.Object ? part.Member(type)
            : part.Member("source").ValueKind == JsonValueKind.Object ? part.Member("source")
            : part;
        var kind = KindOf(type);
        if (s_members.Select(name => holder.Text(name)).FirstOrDefault(static text => text is not null) is not { } where)
        {
            return $"[{kind}]";
        }

        if (Uri.TryCreate(where, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return $"[{kind} at {address.Host}]";
        }

        var comma = where.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase) ? where.IndexOf(',', StringComparison.Ordinal) : -1;
        var label = comma > 0 ? where[DataScheme.Length..comma].Split(';')[0] : holder.Text("media_type") ?? (holder.Text("format") is { } format ? $"audio/{format}" : kind);
        return string.Create(CultureInfo.InvariantCulture, $"[{(IsType(label) ? label : kind)}, {SizeOf(where.AsSpan(comma + 1))} bytes]");
    }

    private static string KindOf(string type) =>
        type.Contains("image", StringComparison.Ordinal) ? "image" : type.Contains("audio", StringComparison.Ordinal) ? "audio" : "file";

    private static bool IsType(string label) =>
        label.Length is > 0 and <= MaxTypeLength && label.All(static character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '+' or '-');

    private static long SizeOf(ReadOnlySpan<char> base64) => base64.TrimEnd('=').Length * 3L / 4;
}
