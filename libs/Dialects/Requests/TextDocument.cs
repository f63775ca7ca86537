using System.Text;

namespace Switchyard.Dialects.Requests;

/// <summary>Documents that are text.</summary>
internal static class TextDocument
{
    public const string MediaType = "text/plain";

    public static MediaSource Source(string text) => new(MediaType, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), null);

    public static bool Is(MediaSource source) => source.Base64 is not null && source.MediaType?.StartsWith("text/", StringComparison.Ordinal) == true;

    public static string Text(MediaSource source) => Encoding.UTF8.GetString(Convert.FromBase64String(source.Base64!));
}
