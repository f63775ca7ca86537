namespace Switchyard.Media;

/// <summary>What a file says of itself in its headers.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Width">Its width in pixels; 0 where it is no image.</param>
/// <param name="Height">Its height in pixels; 0 where it is no image.</param>
/// <param name="Frames">How many pictures it holds; 0 where it is no image.</param>
public readonly record struct MediaInfo(MediaKind Kind, int Width, int Height, int Frames)
{
    /// <summary>Gets whether it is an image.</summary>
    public bool IsImage => Kind is MediaKind.Png or MediaKind.Jpeg or MediaKind.Gif or MediaKind.WebP;

    /// <summary>Gets its media type, for example <c>image/png</c>.</summary>
    public string MediaType => Kind switch
    {
        MediaKind.Png => "image/png",
        MediaKind.Jpeg => "image/jpeg",
        MediaKind.Gif => "image/gif",
        MediaKind.WebP => "image/webp",
        MediaKind.Pdf => "application/pdf",
        _ => "text/plain",
    };
}
