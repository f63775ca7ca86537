using System.Text;

namespace Switchyard.Dialects.Requests;

/// <summary>Documents that are text.</summary>
public static class TextDocument
{
    internal const string MediaType = "text/plain";

    internal static MediaSource Source(string text) => new(MediaType, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), null);

    /// <summary>Tells whether a document is text in the request.</summary>
    public static bool Is(MediaSource source) => source.Base64 is not null && source.MediaType?.StartsWith("text/", StringComparison.Ordinal) == true;

    /// <summary>Gets the text of such a document.</summary>
    public static string Text(MediaSource source) => Encoding.UTF8.GetString(Convert.FromBase64String(source.Base64!));
}
