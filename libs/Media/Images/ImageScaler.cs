using SkiaSharp;

namespace Switchyard.Media.Images;

/// <summary>Makes large images smaller. Only ones that <see cref="MediaInspector"/> passed may come here: this decodes them.</summary>
public static class ImageScaler
{
    private const int Quality = 90;

    /// <summary>Gets <paramref name="image"/> with its longer edge at most <paramref name="maxEdge"/> pixels, upright, in its own format where that can be written, else as PNG.</summary>
    /// <param name="image">All bytes of one picture.</param>
    /// <param name="maxEdge">The edge, in pixels, at least 1.</param>
    /// <returns><see langword="null"/> where it is no larger than that: nothing is ever scaled up.</returns>
    /// <exception cref="MediaException">It cannot be decoded.</exception>
    public static byte[]? Reduce(ReadOnlySpan<byte> image, int maxEdge)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEdge, 1);
        using var data = SKData.CreateCopy(image);
        using var codec = SKCodec.Create(data) ?? throw Undecodable();
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        if (longest <= maxEdge)
        {
            return null;
        }

        // JPEGs can be decoded at a fraction of their size, which for the largest is what fits into memory.
        var decoded = codec.GetScaledDimensions((float)maxEdge / longest);
        decoded = Math.Max(decoded.Width, decoded.Height) < maxEdge ? codec.Info.Size : decoded;
        using var bitmap = new SKBitmap(new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            throw Undecodable();
        }

        using var upright = Draw(bitmap, codec.EncodedOrigin, (float)maxEdge / Math.Max(bitmap.Width, bitmap.Height));
        using var encoded = upright.Encode(FormatOf(codec.EncodedFormat), Quality);
        return encoded.ToArray();
    }

    private static SKImage Draw(SKBitmap bitmap, SKEncodedOrigin origin, float scale)
    {
        var (width, height) = (Math.Max(1, (int)MathF.Round(bitmap.Width * scale)), Math.Max(1, (int)MathF.Round(bitmap.Height * scale)));
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        using var surface = SKSurface.Create(new SKImageInfo(isTurned ? height : width, isTurned ? width : height, SKColorType.Rgba8888, bitmap.AlphaType)) ?? throw Undecodable();
        surface.Canvas.SetMatrix(Upright(origin, width, height));

        // Else its pixels are copied.
        bitmap.SetImmutable();
        using var image = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return surface.Snapshot();
    }

    // How cameras say which way is up (EXIF 2.32, Orientation); the note is lost when the image is written anew.
    private static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private static SKEncodedImageFormat FormatOf(SKEncodedImageFormat format) => format is SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp ? format : SKEncodedImageFormat.Png;

    private static MediaException Undecodable() => new("is an image that cannot be decoded");
}
