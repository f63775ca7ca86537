namespace Switchyard.AgentHost.Artifacts;

/// <summary>What files are sent as that code wrote: pictures by what is in them, data by its name. What a browser would run as a page of this site (HTML, SVG, XML) is bytes to it.</summary>
internal static class MediaTypes
{
    private const string Bytes = "application/octet-stream";

    private static readonly Dictionary<string, string> s_byExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".txt"] = "text/plain",
        [".log"] = "text/plain",
        [".md"] = "text/plain",
        [".py"] = "text/plain",
        [".csv"] = "text/csv",
        [".json"] = "application/json",
        [".jsonl"] = "application/jsonl",
    };

    public static string Of(string name, ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8) ? "image/gif"
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : s_byExtension.GetValueOrDefault(Path.GetExtension(name), Bytes);
}
