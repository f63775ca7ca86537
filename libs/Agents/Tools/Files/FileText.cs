using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Tells text from other bytes.</summary>
internal static class FileText
{
    /// <summary>Reads text in UTF-8, or in what a byte order mark says. A zero in it means that it is none.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out string? text)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        text = reader.ReadToEnd();
        if (!text.Contains('\0', StringComparison.Ordinal))
        {
            return true;
        }

        text = null;
        return false;
    }
}
