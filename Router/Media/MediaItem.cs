namespace Switchyard.Router.Media;

/// <summary>A file of a request, as it goes on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where the caller's body has it.</param>
/// <param name="Bytes">Its size; 0 where it stays a URL.</param>
/// <param name="BodyBytes">How much of the body it takes.</param>
internal sealed record MediaItem(MediaItemKind Kind, string Path, int Bytes, int BodyBytes)
{
    /// <summary>Gets an image's width in pixels; 0 where it is none, or stays a URL.</summary>
    public int Width { get; init; }

    /// <summary>Gets an image's height in pixels; 0 where it is none, or stays a URL.</summary>
    public int Height { get; init; }

    /// <summary>Gets whether the caller asked that the model look at it only roughly.</summary>
    public bool IsLowDetail { get; init; }
}
