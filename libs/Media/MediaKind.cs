namespace Switchyard.Media;

/// <summary>What a file is, by its content.</summary>
public enum MediaKind
{
    /// <summary>Portable Network Graphics, animated or not.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>Graphics Interchange Format, animated or not.</summary>
    Gif,

    /// <summary>WebP, animated or not.</summary>
    WebP,

    /// <summary>Portable Document Format.</summary>
    Pdf,

    /// <summary>Text in UTF-8.</summary>
    Text,
}
